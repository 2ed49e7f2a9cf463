// A saved failure is proved by running it as its owner would: it fails against the server that it was saved from, and passes
// against one that is right.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveTests } from "../src/command/save-tests.ts";
import { formatSavedTest } from "../src/report/saved-test.ts";
import { runContract, type CheckResult } from "../src/index.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer, type BoardFault } from "./fixture/board-server.ts";
import { serve, type Served } from "./fixture/serve.ts";

const faults: readonly (readonly [BoardFault, string])[] = [
  ["drops-updated-at", "examples/createBoard/response-body"],
  ["header-missing", "examples/createBoard/response-headers"],
  ["undocumented-status", "examples/createBoard/status-documented"],
  ["server-error", "examples/getBoard/no-server-error"],
  ["html", "examples/getBoard/media-type"],
  ["takes-numbers", "coverage/createBoard/rejects-wrong-type"],
  ["list-keeps-deleted", "lifecycle/teams.boards/listBoards/deleted-not-listed"],
  ["update-clears", "lifecycle/teams.boards/updateBoard/update-keeps-unsent"],
  ["delete-keeps", "lifecycle/teams.boards/getBoard/deleted-is-gone"],
  ["list-lacks-new", "lifecycle/teams.boards/listBoards/list-holds-created"],
  ["secret-again", "lifecycle/teams.boards.keys/getKey/secret-shown-once"],
  ["no-challenge", "protection/getBoard/challenge"],
  ["no-token-accepted", "protection/getBoard/no-credentials"],
  ["any-scheme", "protection/getBoard/wrong-scheme"],
  ["tenant-open", "protection/getBoard/other-tenant"],
  ["moves-created-at", "lifecycle/teams.boards/updateBoard/managed-fixed"],
  ["stuck-updated-at", "lifecycle/teams.boards/updateBoard/managed-moves"],
  ["pages-overlap", "laws/list/teams.boards/listBoards/walk-no-duplicates"],
  ["head-differs", "laws/protocol/getBoard/getBoard/head-like-get"],
  ["pages-gap", "laws/list/teams.boards/listBoards/walk-no-gaps"],
  ["refusal-changes", "coverage/updateBoard/rejected-without-effect"],
  ["refusal-creates", "coverage/createBoard/rejected-without-effect"],
  ["same-secret", "lifecycle/teams.boards.keys/createKey/secrets-differ"],
  ["delete-takes-neighbour", "lifecycle/teams.boards/deleteBoard/neighbour-unharmed"],
];
const environment = {
  BOARDS_CLIENT_ID: "ann",
  BOARDS_CLIENT_SECRET: "ann-secret-value",
  BOARDS_OTHER_TOKEN: "token-of-blue",
};
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

let folder: string;
let servers: Served[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "contract-saved-"));
  symlinkSync(modules, join(folder, "node_modules"), "junction");
  for (const [fault, id] of faults) {
    const served = await serve(createBoardServer(fault).fetch);
    servers.push(served);
    const baseUrl = `${served.origin}/v1`;
    const { results } = await runContract(boardModel, {
      baseUrl,
      only: `^${id}$`,
      parameters: { team_id: "red" },
      credentials: { clientId: "ann", clientSecret: "ann-secret-value" },
      identities: { other: { credentials: { token: "token-of-blue" }, parameters: { team_id: "blue" } } },
      environmentPrefix: "BOARDS",
    });
    const saved = await saveTests(
      folder,
      results.filter(({ check }) => check.id === id),
      {
        command: "board-contract",
        baseUrl,
        environmentPrefix: "BOARDS",
        seed: 1,
      },
    );
    if (!saved.has(id)) throw new Error(`${fault} was not found by ${id}`);
  }
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const served of servers) await served.close();
  servers = [];
});

interface Ran {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

async function runSaved(env: { readonly [name: string]: string }): Promise<Ran> {
  const outer = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")),
  );
  const report = join(folder, "vitest.json");
  const args = [join(modules, "vitest/vitest.mjs"), "run", "--reporter=json", `--outputFile=${report}`];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...outer, ...environment, ...env },
    stdio: "ignore",
  });
  await new Promise((resolve) => child.on("close", resolve));
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    testResults: { name: string; assertionResults: { status: string }[] }[];
  };
  const namesOf = (status: string): string[] =>
    testResults
      .filter(({ assertionResults }) => assertionResults.some((each) => each.status === status))
      .map(({ name }) => name.split(/[/\\]/).at(-1) ?? "")
      .toSorted();
  return { passed: namesOf("passed"), failed: namesOf("failed") };
}

test("a saved failure fails against the server that it comes from, and passes against a right one", async () => {
  const files = faults.map(([, id]) => `${id.replaceAll("/", ".")}.test.js`).toSorted();
  expect(await runSaved({})).toEqual({ passed: [], failed: files });
  const right = await serve(createBoardServer().fetch);
  servers.push(right);
  expect(await runSaved({ BOARDS_BASE_URL: `${right.origin}/v1` })).toEqual({ passed: files, failed: [] });
}, 600_000);

test("it holds no secret, and imports nothing but vitest", () => {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  expect(texts.length).toBe(faults.length);
  for (const text of texts) {
    expect(text).not.toMatch(/ann-secret-value|token-of-(red|blue)|secret-of-key/);
    expect([...text.matchAll(/^import .* from "(.*)";$/gm)].map(([, name]) => name)).toEqual(["vitest"]);
  }
});

test("it is JavaScript whatever a document and a server say", async () => {
  const hostile = "`${process.exit(1)}` \"'\\ */ </script>\n\u2028\u202E\u0000";
  const served = await serve(createBoardServer("drops-updated-at").fetch);
  servers.push(served);
  const { results } = await runContract(boardModel, {
    baseUrl: `${served.origin}/v1`,
    only: "^examples/createBoard/response-body$",
    parameters: { team_id: "red" },
    credentials: { token: "token-of-red" },
  });
  const result = results.find(({ failure: each }) => each?.replay !== undefined);
  const { failure, check } = result as CheckResult & { failure: NonNullable<CheckResult["failure"]> };
  const strange: CheckResult = {
    ...(result as CheckResult),
    check: { ...check, title: hostile, path: hostile },
    failure: { ...failure, expected: hostile, found: hostile, pointer: hostile },
  };
  const text = formatSavedTest(strange, failure.replay as NonNullable<typeof failure.replay>, {
    command: hostile,
    baseUrl: hostile,
    environmentPrefix: "BOARDS",
    seed: 1,
  });
  const file = join(folder, "hostile.mjs");
  writeFileSync(file, text);
  const child = spawn(process.execPath, ["--check", file]);
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  expect(text.split("\n").filter((line) => line.startsWith("// ")).length).toBe(4);
});
