import { describe, expect, test } from "vitest";
import type { ContractOptions } from "../src/index.ts";
import { createBoardServer, type BoardFault } from "./fixture/board-server.ts";
import { runBoard } from "./fixture/run-board.ts";

const boards = "#/paths/~1teams~1{team_id}~1boards";
const board = `${boards}~1{board_id}`;
const key = `${board}~1keys~1{key_id}`;

/** Fault, the check that must find it, and where the document says otherwise. */
const table: readonly (readonly [BoardFault, string, string])[] = [
  ["bad-date", "examples/getBoard/response-body", "#/components/schemas/Board/properties/created_at/format"],
  ["broken-json", "examples/getBoard/response-body", `${board}/get/responses/200/content/application~1json`],
  ["cursor-loops", "lifecycle/teams.boards/listBoards/list-ends", `${boards}/get/responses`],
  ["delete-keeps", "lifecycle/teams.boards/getBoard/deleted-is-gone", `${board}/get/responses`],
  [
    "delete-takes-neighbour",
    "lifecycle/teams.boards/deleteBoard/neighbour-unharmed",
    `${board}/delete/responses`,
  ],
  ["drops-updated-at", "examples/getBoard/response-body", "#/components/schemas/Board/required"],
  ["echo-lost", "lifecycle/teams.boards/createBoard/creation-echoes", `${boards}/post/responses`],
  ["endless-body", "examples/getBoard/status-documented", `${board}/get/responses`],
  ["forged-token-accepted", "protection/getBoard/bad-credentials", `${board}/get/responses`],
  [
    "header-missing",
    "examples/createBoard/response-headers",
    `${boards}/post/responses/201/headers/X-Revision/required`,
  ],
  [
    "header-wrong",
    "examples/createBoard/response-headers",
    `${boards}/post/responses/201/headers/X-Revision/schema/type`,
  ],
  ["html", "examples/getBoard/media-type", `${board}/get/responses/200/content`],
  ["huge-body", "examples/getBoard/status-documented", `${board}/get/responses`],
  ["list-item-differs", "lifecycle/teams.boards/listBoards/list-item-equals-read", `${boards}/get/responses`],
  ["list-keeps-deleted", "lifecycle/teams.boards/listBoards/deleted-not-listed", `${boards}/get/responses`],
  ["list-lacks-new", "lifecycle/teams.boards/listBoards/list-holds-created", `${boards}/get/responses`],
  ["list-over-limit", "lifecycle/teams.boards/listBoards/page-within-limit", `${boards}/get/parameters/1`],
  [
    "moves-created-at",
    "lifecycle/teams.boards/updateBoard/managed-fixed",
    "#/components/schemas/Board/x-specloom/managed/created_at",
  ],
  ["no-body", "examples/getBoard/response-body", `${board}/get/responses/200/content/application~1json`],
  ["no-challenge", "protection/getBoard/challenge", `${board}/get/responses`],
  ["no-token-accepted", "protection/getBoard/no-credentials", `${board}/get/responses`],
  ["any-parent", "laws/nesting/teams.boards.keys/getKey/child-under-other-parent", `${key}/get/responses`],
  ["any-scheme", "protection/getBoard/wrong-scheme", `${board}/get/responses`],
  ["children-stay", "laws/nesting/teams.boards.keys/getKey/child-gone-with-parent", `${key}/get/responses`],
  ["more-always", "laws/list/teams.boards/listBoards/more-told", `${boards}/get/x-specloom/pagination`],
  ["head-differs", "laws/protocol/getBoard/getBoard/head-like-get", `${board}/get/responses`],
  ["no-allow", "laws/protocol/getBoard/getBoard/method-not-allowed", `${board}/get/responses`],
  ["pages-gap", "laws/list/teams.boards/listBoards/walk-no-gaps", `${boards}/get/responses`],
  ["pages-overlap", "laws/list/teams.boards/listBoards/walk-no-duplicates", `${boards}/get/responses`],
  [
    "stuck-updated-at",
    "lifecycle/teams.boards/updateBoard/managed-moves",
    "#/components/schemas/Board/x-specloom",
  ],
  [
    "takes-any-cursor",
    "laws/list/teams.boards/listBoards/malformed-cursor",
    `${boards}/get/x-specloom/pagination/malformed`,
  ],
  ["counts-utf16", "coverage/createBoard/accepted", `${boards}/post/requestBody`],
  ["refusal-changes", "coverage/updateBoard/rejected-without-effect", `${board}/patch/responses`],
  ["refusal-creates", "coverage/createBoard/rejected-without-effect", `${boards}/post/responses`],
  [
    "takes-any-limit",
    "coverage/listBoards/rejects-out-of-bounds",
    `${boards}/get/parameters/1/schema/minimum`,
  ],
  [
    "takes-long-text",
    "coverage/createBoard/rejects-out-of-bounds",
    "#/components/schemas/BoardBody/properties/name/maxLength",
  ],
  [
    "takes-numbers",
    "coverage/updateBoard/rejects-wrong-type",
    "#/components/schemas/BoardBodyUpdate/properties/name/type",
  ],
  ["takes-plain-text", "coverage/createBoard/rejects-unreadable", `${boards}/post/requestBody`],
  ["takes-unlisted", "coverage/createBoard/rejects-unlisted", "#/components/schemas/Color/enum"],
  ["takes-without-name", "coverage/createBoard/rejects-missing", "#/components/schemas/BoardBody/required"],
  ["redirects", "examples/getBoard/status-documented", `${board}/get/responses`],
  [
    "refuses-example",
    "examples/createBoard/accepted",
    `${boards}/post/requestBody/content/application~1json/examples/full`,
  ],
  [
    "same-secret",
    "lifecycle/teams.boards.keys/createKey/secrets-differ",
    "#/components/schemas/KeyCreated/x-specloom/secrets",
  ],
  [
    "secret-again",
    "lifecycle/teams.boards.keys/getKey/secret-shown-once",
    "#/components/schemas/KeyCreated/x-specloom/secrets",
  ],
  [
    "second-delete-500",
    "lifecycle/teams.boards/deleteBoard/second-delete-harmless",
    `${board}/delete/responses`,
  ],
  ["server-error", "examples/getBoard/no-server-error", `${board}/get/responses`],
  ["tenant-open", "protection/getBoard/other-tenant", "#/x-specloom/tenant/otherTenant"],
  ["undocumented-status", "examples/createBoard/status-documented", `${boards}/post/responses`],
  ["unstable-read", "lifecycle/teams.boards/getBoard/two-reads-equal", `${board}/get/responses`],
  ["update-clears", "lifecycle/teams.boards/updateBoard/update-keeps-unsent", `${board}/patch/responses`],
  ["update-lost", "lifecycle/teams.boards/updateBoard/update-applied", `${board}/patch/responses`],
  ["update-unsaved", "lifecycle/teams.boards/updateBoard/update-then-read", `${board}/patch/responses`],
];

/** A clock that moves only while somebody waits. */
function clock(): Pick<ContractOptions, "now" | "sleep"> {
  let time = 0;
  return { now: () => time, sleep: (milliseconds) => Promise.resolve(void (time += milliseconds)) };
}

describe("each fault of a server is found where the document speaks of it", () => {
  test.each(table)("%s", async (fault, id, pointer) => {
    const only = `^${id
      .split("/")
      .slice(0, id.startsWith("laws/") ? 3 : 2)
      .join("/")}/`;
    const run = await runBoard(createBoardServer(fault), {
      only,
      timeout: 100,
      maxBodyBytes: 100_000,
      ...clock(),
    });
    const result = run.results.find(({ check }) => check.id === id);
    expect(result).toMatchObject({ verdict: "broken", failure: { pointer } });
    expect(result?.failure?.curl).toMatch(/^curl /);
  });
});

describe("what a failure tells", () => {
  test("marks what the document itself only assumes", async () => {
    const run = await runBoard(createBoardServer("undocumented-status"), {
      only: "^examples/createBoard/status-documented$",
    });
    expect(run.results[0]?.failure).toMatchObject({ found: "status 202", assumed: true });
  });

  test("shows no secret, neither the run's own nor the server's", async () => {
    const run = await runBoard(createBoardServer("secret-again"));
    const broken = JSON.stringify(run.results);
    expect(broken).toContain("secret-shown-once");
    for (const secret of ["ann-secret-value", "token-of-red", "token-of-blue", "secret-of-"])
      expect(broken).not.toContain(secret);
  });

  test("lists what could not be deleted", async () => {
    const server = createBoardServer();
    const fetch = async (request: Request): Promise<Response> =>
      request.method === "DELETE" ? Response.json({ message: "no" }, { status: 403 }) : server.fetch(request);
    const run = await runBoard(server, { fetch, only: "^examples/getBoard/" });
    expect(run.left).toMatchObject([{ path: { team_id: "red" }, reason: "DELETE answered 403" }]);
  });

  test("stops asking a server that no longer answers, and says so", async () => {
    const server = createBoardServer();
    const fetch = (request: Request): Promise<Response> =>
      server.log.length < 2
        ? server.fetch(request)
        : Promise.reject(new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") }));
    const run = await runBoard(server, { fetch });
    expect(run.requests).toBe(5);
    expect(run.results.at(-1)?.reason).toBe("the server left 3 calls in a row without an answer");
    expect(run.results.some(({ failure }) => failure?.found === "no answer: connect ECONNREFUSED")).toBe(
      true,
    );
  });
});

describe("a run that is stopped", () => {
  test("deletes what it created and leaves the rest open", async () => {
    const server = createBoardServer();
    const stop = new AbortController();
    const fetch = async (request: Request): Promise<Response> => {
      const response = await server.fetch(request);
      if (request.method === "PATCH") stop.abort();
      return response;
    };
    const run = await runBoard(server, { fetch, signal: stop.signal });
    expect(server.log.some((line) => line.startsWith("PATCH"))).toBe(true);
    expect([server.things.size, run.left]).toEqual([0, []]);
    expect(run.results.at(-1)).toMatchObject({ verdict: "not-judged", reason: "the run was stopped" });
  });
});
