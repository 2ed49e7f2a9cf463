// Hostile text beyond generated code: what the mock server answers, and what the contract suite, the mock and the commands
// print. The corpus is the generator's.
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildModel, loadDocument } from "@specloom/api-model";
import { createMockApp, startMockServer } from "@specloom/mock-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileDocument } from "../packages/generator/test/hostile/document.ts";
import { PAYLOADS } from "../packages/generator/test/hostile/payloads.ts";
import { run, type Outcome } from "./run.ts";
import { ROOT, makeScratch } from "./workspace.ts";

/** What a terminal, a test runner's formatting or Markdown would act on; and what an object's prototype would. */
const TOLD: Readonly<Record<string, string>> = {
  orders: ["bidi and controls", "substitution", "markup", "line separators"]
    .map((name) => PAYLOADS[name])
    .join(" "),
  prototype: "__proto__",
};

let scratch: string;
beforeAll(async () => {
  scratch = await makeScratch("hostile");
  await mkdir(join(scratch, "node_modules/@specloom"), { recursive: true });
  for (const name of ["client-runtime", "contract-runtime", "api-model"])
    await symlink(join(ROOT, "packages", name), join(scratch, "node_modules/@specloom", name), "junction");
  await symlink(join(ROOT, "packages/specloom"), join(scratch, "node_modules/specloom"), "junction");
  await writeFile(join(scratch, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function makeProject(name: string, text: string): Promise<string> {
  const folder = join(scratch, name.replaceAll(" ", "-"));
  await mkdir(folder);
  await writeFile(join(folder, "openapi.json"), JSON.stringify(hostileDocument(text)));
  await writeFile(join(folder, "specloom.config.ts"), CONFIG);
  return folder;
}

const CONFIG = `export default {
  document: "openapi.json",
  names: "names.lock.json",
  environmentPrefix: "HOSTILE",
  packages: {
    types: { name: "@hostile/types", folder: "types" },
    client: { name: "@hostile/client", folder: "client" },
    contractTests: { name: "@hostile/contract-tests", folder: "contract-tests", command: "hostile-contract" },
  },
};
`;

function specloom(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return run(process.execPath, [join(ROOT, "packages/specloom/dist/cli.js"), ...args], { cwd: folder });
}

/** What would move a cursor, colour or rename a terminal, or turn the reading direction. */
const ORDERS = /(?![\n\r\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;

test.each(Object.entries(TOLD))(
  "with %s everywhere, no command tells the terminal anything but text",
  async (name, text) => {
    const folder = await makeProject(name, text);
    const generated = await specloom(folder, "generate");
    expect(generated.code, generated.stderr).toBe(0);
    const server = await startMockServer({ document: join(folder, "openapi.json") });
    try {
      const command = join(folder, "contract-tests/src/generated/command.ts");
      const contract = await run(process.execPath, [command, "--base-url", server.url, "--read-only"], {
        cwd: folder,
      });
      const initialized = await specloom(
        await emptied(folder),
        "init",
        join(folder, "openapi.json"),
        "--dry-run",
      );
      for (const { stdout, stderr, code } of [generated, contract, initialized]) {
        expect(stdout + stderr).not.toMatch(ORDERS);
        expect(stdout + stderr).not.toContain("unexpected failure");
        expect([0, 1, 2]).toContain(code);
      }
    } finally {
      await server.close();
    }
  },
);

async function emptied(folder: string): Promise<string> {
  const empty = join(folder, "empty");
  await mkdir(join(empty, ".git"), { recursive: true });
  return empty;
}

test.each(Object.entries(PAYLOADS))(
  "with %s everywhere, the mock server answers and keeps its prototype",
  async (name, text) => {
    const folder = await makeProject(`mock ${name}`, text);
    const { document } = await loadDocument(join(folder, "openapi.json"));
    const app = createMockApp({ model: buildModel(document!).model });
    for (const path of [
      "/things/1",
      "/things/__proto__",
      "/things/..%2f..",
      `/${encodeURI(text.slice(0, 200).replaceAll(/\p{Cs}/gu, ""))}`,
    ]) {
      for (const method of ["GET", "POST"]) {
        const body =
          method === "POST"
            ? { body: '{"__proto__":{"pwned":true},"constructor":{"prototype":{"pwned":true}}}' }
            : {};
        const headers = { "content-type": "application/json" };
        const response = await app.fetch(
          new Request(new URL(path, "http://mock.example"), { method, headers, ...body }),
        );
        expect(response.status).not.toBe(500);
        await response.text();
      }
    }
    expect(({} as { pwned?: unknown }).pwned).toBeUndefined();
  },
);
