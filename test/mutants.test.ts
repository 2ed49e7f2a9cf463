// What the contract suite is worth, in short: suites of three documents that were written for the tests, and a server that was
// written by hand. The whole count is `pnpm mutate`.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatMutation, mockSuspects, mutate, readModel, type Suspect } from "specloom/mutate";
import { expect, test } from "vitest";
import { run } from "./run.ts";
import { keycardSuspect } from "./servers/keycard-suspect.ts";
import { ROOT } from "./workspace.ts";

const SEED = 7;

function only({ start, faults }: Suspect, ids: readonly string[]): Suspect {
  return { start, faults: faults.filter(({ id }) => ids.includes(id)) };
}

function configText(name: string): string {
  const config = {
    document: join(ROOT, `test/documents/${name}.yaml`),
    names: "names.lock.json",
    environmentPrefix: "TRIAL",
    packages: {
      types: { name: "@trial/types", folder: "types" },
      client: { name: "@trial/client", folder: "client" },
      contractTests: { name: "@trial/contract-tests", folder: "contract-tests", command: "trial-contract" },
    },
  };
  return `export default ${JSON.stringify(config)};\n`;
}

test.each([
  { name: "paged", found: ["create-is-not-kept", "create-answers-202", "retrieve-needs-no-credentials"] },
  { name: "offset", found: ["replace-is-not-kept", "delete-is-not-done", "absent-is-null"] },
  { name: "read-only", found: ["list-lacks-required", "single-in-array", "list-answers-206"] },
])(
  "the suite of the document $name keeps quiet on a correct server and finds faults",
  async ({ name, found }) => {
    const model = await readModel(join(ROOT, `test/documents/${name}.yaml`));
    const { chosen } = mockSuspects(model, SEED);
    const fitting = only(chosen, found);
    const mutation = await mutate(model, fitting, { seed: SEED, minimal: false });
    expect(mutation.alarms).toEqual([]);
    const killed = mutation.trials.filter(({ verdict }) => verdict === "killed");
    expect(killed.map(({ fault }) => fault.id).toSorted(), formatMutation(mutation)).toEqual(
      found.toSorted(),
    );
  },
);

test.each(["paged", "offset", "read-only"])("packages are generated from %s.yaml", async (name) => {
  const folder = await mkdtemp(join(tmpdir(), "specloom-"));
  try {
    const config = join(folder, "specloom.config.mjs");
    await writeFile(config, configText(name));
    const { code, stdout, stderr } = await run(
      process.execPath,
      [join(ROOT, "packages/specloom/dist/cli.js"), "generate", "--config", config],
      { cwd: folder, environment: {} },
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(
      /^\d+ operations, \d+ schemas?: \d+ files written, 0 unchanged\n\d+ operations · 100 % represented/,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the suite of the Keycard document keeps quiet on the server that was written by hand, and finds faults", async () => {
  const suspect = keycardSuspect();
  expect(suspect.faults.length).toBeGreaterThanOrEqual(40);
  const model = await readModel(join(ROOT, "spec/openapi.yaml"));
  const faults = [
    "what-is-created-is-not-kept",
    "a-deletion-is-not-done",
    "reads-show-the-secret",
    "any-token-is-good",
    "every-tenant-reads",
  ];
  const { trials, alarms } = await mutate(model, only(suspect, faults), {
    seed: SEED,
    minimal: false,
  });
  expect(alarms).toEqual([]);
  expect(trials.map(({ fault, verdict }) => [fault.id, verdict])).toEqual(
    trials.map(({ fault }) => [fault.id, "killed"]),
  );
  expect(trials.length).toBe(faults.length);
});
