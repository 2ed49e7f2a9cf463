import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBoardServer, type BoardFault, type BoardServer } from "./fixture/board-server.ts";
import { serve, type Served } from "./fixture/serve.ts";

const command = fileURLToPath(new URL("./fixture/board-command.ts", import.meta.url));
const client = { BOARDS_CLIENT_ID: "ann", BOARDS_CLIENT_SECRET: "ann-secret-value" };

/** Windows has neither the shell nor the signal. */
const hasShell = process.platform !== "win32";

let folder: string;
let served: Served | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "contract-command-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await served?.close();
  served = undefined;
});

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Launch {
  readonly args: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** Called with the running process once it has begun. */
  readonly onStart?: (stop: () => void) => void;
}

async function run({ args, env = client, onStart }: Launch): Promise<Ended> {
  // vitest's own variables must not reach a process that is to be as a user starts it.
  const outer = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|BOARDS)/.test(name)),
  );
  // A group of its own, so that a signal reaches all of it, as that of a terminal does.
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { ...outer, ...env },
    detached: hasShell,
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  onStart?.(() => void process.kill(-(child.pid ?? 0), "SIGINT"));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, out, err };
}

async function startServer(
  fault?: BoardFault,
  wrap?: (server: BoardServer) => BoardServer["fetch"],
): Promise<{ server: BoardServer; base: string[] }> {
  const server = createBoardServer(fault);
  served = await serve(wrap === undefined ? server.fetch : wrap(server));
  return { server, base: ["--base-url", `${served.origin}/v1`, "--param", "team_id=red"] };
}

describe("a server that can be checked", () => {
  test("ends with 0 where it keeps the contract, whatever vitest configuration the folder has", async () => {
    writeFileSync(join(folder, "vitest.config.ts"), 'throw new Error("a foreign configuration was read");');
    writeFileSync(join(folder, "vite.config.js"), 'throw new Error("a foreign configuration was read");');
    writeFileSync(join(folder, ".env"), "BOARDS_TOKEN=wrong");
    const { server, base } = await startServer();
    const ended = await run({ args: ["--", ...base] });
    expect(ended).toMatchObject({ status: 0, err: "" });
    expect(ended.out).toMatch(/PATCH\s+\/teams\/\{team_id\}\/boards\/\{board_id\}\s+6 held/);
    expect(ended.out).toMatch(/ checks held, 0 broken, \d+ not judged/);
    expect(server.things.size).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual([".env", "vite.config.js", "vitest.config.ts"]);
  });

  test("ends with 1, a pointer and a line that repeats the request where it breaks the contract", async () => {
    const { base } = await startServer("drops-updated-at");
    const report = join(folder, "report.json");
    const ended = await run({ args: [...base, "--report", report] });
    expect(ended.status).toBe(1);
    expect(ended.out).toContain("#/components/schemas/Board/required");
    expect(ended.out).toContain('the member "updated_at"');
    expect(ended.out).not.toContain("ann-secret-value");
    expect(ended.out).toMatch(/\n {3}request {3}POST http.*\n {3}answer {4}201 application\/json \{/);
    expect(ended.out).toMatch(/\n {3}law {7}response-body\n {3}licence {3}stated by the document/);
    expect(ended.out).toMatch(/ 10 of 10 {2}operations\n/);
    const written = JSON.parse(readFileSync(report, "utf8")) as {
      outcome: string;
      counts: { broken: number };
    };
    expect(written.outcome).toBe("broken");
    expect(faultsOfReport(written)).toEqual([]);
  });

  test("takes known failures from a file beside it, shows them, and ends with 0", async () => {
    const { base } = await startServer("update-clears");
    const only = ["--only", "(ids-differ|update-keeps-unsent)$"];
    writeFileSync(
      join(folder, "known-failures.txt"),
      "update-keeps-unsent updateBoard the editor sends all members\nids-differ createBoard once\nupdate-keeps-unsent updateKey as above",
    );
    const report = join(folder, "report.json");
    const ended = await run({
      args: [...base, ...only, "--report", report, "--junit", join(folder, "junit.xml")],
    });
    expect(ended).toMatchObject({ status: 0, err: "" });
    expect(ended.out).toMatch(/Broken, and let pass:\n(.*\n)*.*updateBoard.*the editor sends all members/);
    expect(ended.out).toMatch(/can be deleted:\n {2}line 2: ids-differ createBoard once/);
    expect(ended.out).toMatch(/, 0 broken, 2 broken and let pass/);
    const written = JSON.parse(readFileSync(report, "utf8")) as { counts: object; outdated: object[] };
    expect(written).toMatchObject({ counts: { broken: 0, waived: 2 }, outdated: [{ line: 2 }] });
    expect(faultsOfReport(written)).toEqual([]);
    expect(readFileSync(join(folder, "junit.xml"), "utf8")).toContain("let pass (known-failures)");
  });

  test("sweeps away what an earlier run left, and checks nothing", async () => {
    const { server, base } = await startServer();
    const create = async (name: string): Promise<void> =>
      void (await server.fetch(
        new Request("http://boards.test/v1/teams/red/boards", {
          method: "POST",
          headers: { authorization: "Bearer token-of-red", "content-type": "application/json" },
          body: JSON.stringify({ name }),
        }),
      ));
    await create("specloom-1a2b3c4d-7 Roadmap");
    await create("specloom is a name");
    const ended = await run({ args: [...base, "--sweep"] });
    expect(ended).toMatchObject({ status: 0, err: "" });
    expect(ended.out).toMatch(/Deleted.*\n.*specloom-1a2b3c4d-7 Roadmap.*\n\n1 deleted, 0 left/);
    expect([...server.things.values()].map(({ members }) => members["name"])).toEqual(["specloom is a name"]);
  });

  test.runIf(hasShell)(
    "repeats a request by the printed line, with credentials from the environment",
    async () => {
      const { base } = await startServer("drops-updated-at");
      const ended = await run({ args: [...base, "--only", "^examples/createBoard/"] });
      const line = /^ {3}curl {6}(?<curl>.*)$/m.exec(ended.out)?.groups?.["curl"] ?? "";
      const shell = spawn("sh", ["-c", `${line} --max-time 10`], { env: { ...process.env, ...client } });
      let out = "";
      shell.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
      await new Promise((resolve) => shell.on("close", resolve));
      expect(out).toMatch(/^HTTP\/1\.1 201 /);
      expect(out).toContain('"name":"specloom-');
    },
  );

  test("checks another tenant with --identity, and only what --only names", async () => {
    const { server, base } = await startServer("tenant-open");
    const file = join(folder, "blue.json");
    writeFileSync(file, JSON.stringify({ token: "token-of-blue", params: { team_id: "blue" } }));
    const ended = await run({ args: [...base, "--identity", `other=${file}`, "--only", "other-tenant$"] });
    expect(ended.status).toBe(1);
    expect(ended.out).toContain("0 checks held, 10 broken");
    expect(server.log.some((line) => line.startsWith("PATCH"))).toBe(true);
  });

  test.runIf(hasShell)("deletes what it created when it is stopped by Ctrl-C", async () => {
    let stop: (() => void) | undefined;
    const { server, base } = await startServer(undefined, (board) => async (request) => {
      const response = await board.fetch(request);
      if (request.method === "PATCH") stop?.();
      return response;
    });
    const ended = await run({ args: base, onStart: (kill) => void (stop = kill) });
    expect(ended.status).toBe(130);
    expect(ended.out).toContain("Stopped.");
    expect(server.log.some((line) => line.startsWith("DELETE"))).toBe(true);
    expect(server.things.size).toBe(0);
  });

  test.runIf(hasShell)("lists after Ctrl-C what it could not delete, and a sweep takes it away", async () => {
    let stop: (() => void) | undefined;
    let isRefusing = true;
    const { server, base } = await startServer(undefined, (board) => async (request) => {
      if (request.method === "DELETE" && isRefusing) return new Response(null, { status: 403 });
      const response = await board.fetch(request);
      if (request.method === "PATCH") stop?.();
      return response;
    });
    const ended = await run({ args: base, onStart: (kill) => void (stop = kill) });
    expect(ended.status).toBe(130);
    expect(ended.out).toMatch(/Created by this run and not deleted:\n.*board_id.*DELETE answered 403/);
    expect(server.things.size).toBeGreaterThan(0);
    isRefusing = false;
    expect(await run({ args: [...base, "--sweep"] })).toMatchObject({ status: 0 });
    expect(server.things.size).toBe(0);
  });
});

describe("a run that cannot be", () => {
  const local = ["--base-url", "http://127.0.0.1:9/v1"];
  const cases: readonly (readonly [
    string,
    readonly string[],
    { readonly [name: string]: string },
    RegExp,
  ])[] = [
    ["without a server", [], client, /Give --base-url URL or set BOARDS_BASE_URL/],
    ["with an unknown flag", ["--bogus"], client, /--bogus/],
    ["with a flag without its value", ["--base-url"], client, /--base-url/],
    ["with a base URL that is none", ["--base-url", "localhost:3000"], client, /no http or https URL/],
    ["without the tenant", local, client, /--param team_id=VALUE/],
    [
      "against a server of the document",
      ["--base-url", "https://boards.example/v1", "--param", "team_id=red"],
      client,
      /boards\.example is a server of the document.*--allow-writes.*--read-only/,
    ],
    [
      "against nobody",
      [...local, "--param", "team_id=red"],
      client,
      /cannot be reached: .*(ECONNREFUSED|bad port)/,
    ],
    [
      "with a pattern that matches nothing",
      [...local, "--only", "^nothing$"],
      client,
      /"\^nothing\$" matches no check/,
    ],
    ["with a pattern that is none", [...local, "--only", "("], client, /no regular expression/],
    [
      "with a report in no folder",
      [...local, "--param", "team_id=red", "--report", "no/such/report.json"],
      client,
      /there is no folder/,
    ],
    ["with two wishes", [...local, "--sweep", "--read-only"], client, /--sweep deletes/],
    [
      "with a JUnit file in no folder",
      [...local, "--param", "team_id=red", "--junit", "no/such/junit.xml"],
      client,
      /--junit .* there is no folder/,
    ],
    [
      "with known failures that are not there",
      [...local, "--param", "team_id=red", "--known-failures", "none.txt"],
      client,
      /none\.txt cannot be read \(ENOENT\)/,
    ],
    [
      "with an unreadable credentials file",
      [...local, "--credentials", "missing.json"],
      {},
      /missing\.json cannot be read \(ENOENT\)/,
    ],
  ];
  test.each(cases)("%s ends with 2 and a sentence", async (...[, args, env, sentence]) => {
    const ended = await run({ args, env });
    expect(ended.err.replaceAll("\n", " ")).toMatch(sentence);
    expect(ended).toMatchObject({ status: 2, out: "" });
  });

  test("with a known failure that has no reason ends with 2 and the line", async () => {
    writeFileSync(join(folder, "known-failures.txt"), "\nupdate-keeps-unsent updateBoard\n");
    const ended = await run({ args: [...local, "--param", "team_id=red"] });
    expect(ended).toMatchObject({ status: 2, out: "" });
    expect(ended.err).toMatch(/known-failures\.txt, line 2: .* has no reason/);
  });

  test("without credentials ends with 2 and the names of the variables", async () => {
    const { server, base } = await startServer();
    const ended = await run({ args: base, env: {} });
    expect(ended.status).toBe(2);
    expect(ended.err).toContain("BOARDS_CLIENT_ID");
    expect(server.log.some((line) => line.startsWith("POST"))).toBe(false);
  });

  test.each([
    ["client", { ...client, BOARDS_CLIENT_SECRET: "not-the-secret" }, 'status 401, error "invalid_client"'],
    ["token", { BOARDS_TOKEN: "no-token-of-anybody" }, "the server answered 401"],
  ])("with a refused %s ends with 2 and never prints it", async (_, env, sentence) => {
    const { base } = await startServer();
    const ended = await run({ args: base, env });
    expect(ended.status).toBe(2);
    expect(ended.err).toContain("The credentials were refused");
    expect(ended.err).toContain(sentence);
    expect(ended.err).not.toMatch(/not-the-secret|no-token-of-anybody/);
  });

  test("warns of a secret on the command line", async () => {
    const ended = await run({ args: [...local, "--token", "t"], env: {} });
    expect(ended.err).toContain("--token shows its value in the process list");
  });

  test("tells its usage and its version", async () => {
    expect(await run({ args: ["--help"] })).toMatchObject({
      status: 0,
      out: expect.stringContaining("Usage: board-contract --base-url URL") as string,
    });
    expect(await run({ args: ["--version"] })).toMatchObject({ status: 0, out: "1.2.3\n" });
  });
});

function faultsOfReport(report: unknown): readonly unknown[] {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(
    JSON.parse(readFileSync(new URL("../report.schema.json", import.meta.url), "utf8")) as object,
  );
  validate(report);
  return validate.errors ?? [];
}
