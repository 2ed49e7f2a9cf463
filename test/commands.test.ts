// Every command of the workspace, held to what all of them promise: --help, --json, exit codes, silence where nobody watches.
import { spawn } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMockServer, type MockServer } from "@specloom/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSpecloom } from "../packages/specloom/dist/run-specloom.js";
import { exitCodesOf, optionsOf, printCommands } from "./print-commands.ts";
import { run, type Outcome } from "./run.ts";
import { CONTRACT, MOCK, SPECLOOM, TOLD, type Told } from "./told-commands.ts";
import { startTamperingProxy } from "./tampering-proxy.ts";
import { ROOT, makeScratch } from "./workspace.ts";

let scratch: string;
let project: string;
let mock: MockServer;
beforeAll(async () => {
  scratch = await makeScratch("commands");
  process.chdir(scratch);
  project = await makeProject("project", DOCUMENT);
  mock = await startMockServer({ document: join(ROOT, "spec/openapi.yaml") });
});
afterAll(async () => {
  await mock?.close();
  process.chdir(ROOT);
  await rm(scratch, { recursive: true, force: true });
});

const DOCUMENT = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://notes.example }]
security: [{ key: [] }]
paths:
  /notes:
    get:
      responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
    delete:
      responses: { "204": { description: None. } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`;
const CUT = DOCUMENT.replace(/ {4}delete:\n.*\n/, "");
const BROKEN = "<!DOCTYPE html>\n<html></html>\n";

async function makeProject(name: string, document: string): Promise<string> {
  const folder = join(scratch, name);
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await symlink(join(ROOT, "packages/specloom"), join(folder, "node_modules/specloom"), "junction");
  await writeFile(join(folder, "openapi.yaml"), document);
  return folder;
}

/** Runs a command in the scratch folder; those of `specloom` in this process, where they are loaded already. */
function call(
  { argv: [script = "", ...first] }: Pick<Told, "argv">,
  more: readonly string[],
): Promise<Outcome> {
  if (script === SPECLOOM) return callHere([...first, ...more]);
  return run(process.execPath, [script, ...first, ...more], { cwd: scratch });
}

async function callHere(argv: readonly string[]): Promise<Outcome> {
  let [stdout, stderr] = ["", ""];
  const code = await runSpecloom(argv, {
    out: (text) => void (stdout += text),
    error: (text) => void (stderr += text),
    progress: () => undefined,
  });
  return { code, stdout, stderr };
}

function callSpecloom(folder: string, ...argv: readonly string[]): Promise<Outcome> {
  return run(process.execPath, [SPECLOOM, ...argv], { cwd: folder });
}

describe.each(TOLD)("$name", (told) => {
  test("says with --help and -h every option that it has, and its exit codes", async () => {
    const [long, short] = await Promise.all([call(told, ["--help"]), call(told, ["-h"])]);
    expect(long).toMatchObject({ code: 0, stderr: "" });
    expect(short).toEqual(long);
    expect(optionsOf(long.stdout).toSorted()).toEqual(told.options.toSorted());
    expect([...exitCodesOf(long.stdout).keys()]).toEqual(
      expect.arrayContaining([0, ...(told.name === "specloom dev" ? [] : [1]), 2]),
    );
  });

  test("names what it cannot run with, says so as JSON where asked, and ends with 2", async () => {
    const unknown = ["--no-such-option"];
    const plain = await call(told, unknown);
    expect(plain).toMatchObject({ code: 2, stdout: "" });
    expect(plain.stderr).toContain("--no-such-option");
    const wrong = [[unknown, "--no-such-option"] as const, ...told.wrong];
    for (const [args, named] of wrong) {
      const { code, stdout, stderr } = await call(told, ["--json", ...args]);
      expect(code, args.join(" ")).toBe(2);
      expect(stderr).toContain(named);
      expect(stderr).not.toMatch(/\p{Cc}(?<!\n)|\n {4}at /u);
      expect(JSON.parse(stdout)).toEqual({ error: expect.stringContaining(named) as string });
    }
  });
});

/** Calls in order on one project, what each ends with, and what its JSON holds. */
const CALLS: readonly (readonly [string, readonly string[], number, object])[] = [
  ["init", ["openapi.yaml"], 0, { created: expect.arrayContaining(["specloom.config.ts"]) as string[] }],
  ["generate", [], 0, { counts: { operations: 2 }, problems: [] }],
  ["baseline", [], 0, { written: expect.any(Number) as number }],
  ["changeset", ["--check"], 0, { faults: [] }],
  ["generate", ["--check"], 0, { stale: [] }],
  ["diff", ["openapi.yaml", "openapi.yaml", "--only", "wire"], 0, { differs: false }],
  ["diff", ["openapi.yaml", "cut.yaml", "--only", "wire"], 1, { wire: "breaking" }],
  [
    "mutate",
    ["--document", "openapi.yaml", "--only", "no-such-fault"],
    2,
    { error: expect.any(String) as string },
  ],
];

async function expectJSON(
  name: string,
  args: readonly string[],
  {
    code,
    holds,
    folder = project,
  }: { readonly code: number; readonly holds: object; readonly folder?: string },
): Promise<void> {
  const outcome = await callSpecloom(folder, name, ...args, "--json");
  expect(outcome.code, `${name} ${args.join(" ")}: ${outcome.stderr}`).toBe(code);
  expect(JSON.parse(outcome.stdout), name).toMatchObject(holds);
  expect(code === 0 ? outcome.stderr : "").toBe("");
}

describe("--json", () => {
  test("is one JSON value whatever the command ends with, and stderr is empty where all is well", async () => {
    await writeFile(join(project, "cut.yaml"), CUT);
    for (const [name, args, code, holds] of CALLS) await expectJSON(name, args, { code, holds });
    await writeFile(join(project, "openapi.yaml"), CUT);
    await expectJSON("generate", ["--check"], {
      code: 1,
      holds: { stale: expect.arrayContaining([expect.any(Object)]) as object[] },
    });
    await expectJSON("changeset", ["--check"], {
      code: 1,
      holds: { faults: expect.arrayContaining([expect.any(String)]) as string[] },
    });
    await expectJSON("baseline", [], { code: 1, holds: { refusal: expect.any(String) as string } });
    await writeFile(join(project, "openapi.yaml"), BROKEN);
    const fatal = { problems: [{ severity: "fatal" }] };
    await expectJSON("generate", [], { code: 1, holds: fatal });
    const empty = await makeProject("empty", BROKEN);
    await expectJSON("init", ["openapi.yaml"], { code: 1, holds: fatal, folder: empty });
  });

  test("of specloom dev is one line a round", async () => {
    const folder = await makeProject("dev", DOCUMENT);
    await callSpecloom(folder, "init", "openapi.yaml");
    const { code, stdout, stderr } = await stopAfter([SPECLOOM, "dev", "--json"], {
      cwd: folder,
      sign: /\n/,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([{ written: expect.any(Number) as number }]);
  });

  test("of specloom-mock says where it listens and whom it knows, and leaves requests to stderr", async () => {
    const served = await stopAfter([MOCK, join(ROOT, "spec/openapi.yaml"), "--json"], {
      cwd: scratch,
      sign: /^}\n/m,
      act: (stdout) => fetch(`${(JSON.parse(stdout) as { url: string }).url}/nothing`),
    });
    expect(served.code).toBe(0);
    expect(JSON.parse(served.stdout)).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      identities: [
        { clientID: expect.any(String) as string },
        { clientSecret: expect.any(String) as string },
      ],
      problems: [],
    });
    expect(served.stderr).toMatch(/^GET \/nothing 404 [\d.]+ ms .*\n$/);
    const page = join(scratch, "page.yaml");
    await writeFile(page, BROKEN);
    const refused = await call({ argv: [MOCK] }, [page, "--json"]);
    expect(refused).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(refused.stdout)).toMatchObject({ problems: [{ severity: "fatal" }] });
  });

  test("of the contract command is its report, also of a server that breaks the contract", async () => {
    const [owner] = mock.identities;
    const argv = [CONTRACT, "--param", `organization_id=${owner?.tenant?.id ?? ""}`];
    const judge = (url: string): Promise<Outcome> =>
      run(
        process.execPath,
        [...argv, "--base-url", url, "--only", "^examples/listServiceAccounts/", "--json"],
        {
          cwd: scratch,
          environment: {
            KEYCARD_API_CLIENT_ID: owner?.clientID ?? "",
            KEYCARD_API_CLIENT_SECRET: owner?.clientSecret ?? "",
          },
        },
      );
    const held = await judge(mock.url);
    expect(held).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(held.stdout)).toMatchObject({ reportVersion: 1, outcome: "held" });
    const proxy = await startTamperingProxy(mock.url, (object) => {
      if ("has_next_page" in object) object["has_next_page"] = "no";
    });
    try {
      const broken = await judge(proxy.url);
      expect(broken).toMatchObject({ code: 1, stderr: "" });
      expect(JSON.parse(broken.stdout)).toMatchObject({ outcome: "broken" });
    } finally {
      await proxy.close();
    }
  });
});

interface Stopping {
  readonly cwd: string;
  /** What its output shows once it runs. */
  readonly sign: RegExp;
  /** What is done before it is stopped. */
  readonly act?: (stdout: string) => Promise<unknown>;
}

/** Runs a command that runs until it is stopped: once its output shows `sign`, does something, and then stops it. */
async function stopAfter(
  argv: readonly string[],
  { cwd, sign, act }: Stopping,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, argv, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  let isSeen = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (isSeen || !sign.test(stdout)) return;
    isSeen = true;
    void Promise.resolve(act?.(stdout)).finally(() => child.kill("SIGTERM"));
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

test("docs/commands.md is what the commands say", async () => {
  const told = await Promise.all(
    TOLD.map(async ({ name, argv, json }) => ({
      name,
      json,
      help: (await call({ argv }, ["--help"])).stdout,
    })),
  );
  const file = join(ROOT, "docs/commands.md");
  const printed = printCommands(told);
  if (process.env["UPDATE_DOCS"] === "1") await writeFile(file, printed);
  expect(await readFile(file, "utf8")).toBe(printed);
});
