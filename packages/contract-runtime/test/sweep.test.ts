import { describe, expect, test } from "vitest";
import { openSession, sweep, type Swept } from "../src/index.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer, type BoardServer } from "./fixture/board-server.ts";
import { runBoard } from "./fixture/run-board.ts";

async function post(server: BoardServer, path: string, name: string): Promise<string> {
  const response = await server.fetch(
    new Request(`http://boards.test/v1/teams/red/boards${path}`, {
      method: "POST",
      headers: { authorization: "Bearer token-of-red", "content-type": "application/json" },
      body: JSON.stringify({ name }),
    }),
  );
  return ((await response.json()) as { id: string }).id;
}

function sweepBoards(fetch: (request: Request) => Promise<Response>): Promise<Swept> {
  const session = openSession(boardModel, {
    baseUrl: "http://boards.test/v1",
    fetch,
    parameters: { team_id: "red" },
    credentials: { token: "token-of-red" },
  });
  return sweep(session);
}

function refuse(): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 403 }));
}

const namesIn = (server: BoardServer): unknown[] =>
  [...server.things.values()].map(({ members }) => members["name"]);

describe("a sweep", () => {
  test("deletes what a run left that could not delete, and nothing of anybody else", async () => {
    const server = createBoardServer();
    const theirs = [
      "specloom",
      "specloom-pipeline-1",
      "specloom-1a2b3c4d",
      "specloom-1a2b3c4d-1x",
      "my specloom-1a2b3c4d-1",
    ];
    for (const name of theirs) await post(server, "", name);
    const fetch = (request: Request): Promise<Response> =>
      request.method === "DELETE"
        ? Promise.resolve(new Response(null, { status: 503 }))
        : server.fetch(request);
    const run = await runBoard(server, { fetch, only: "^examples/" });
    expect(run.left.length).toBeGreaterThan(5);
    expect(server.things.size).toBeGreaterThan(theirs.length);
    const swept = await sweepBoards((request) => server.fetch(request));
    expect(namesIn(server)).toEqual(theirs);
    expect(swept).toMatchObject({ left: [], unseen: [] });
    expect(swept.deleted.every(({ label }) => /named "specloom-[0-9a-f]{8}-\d+ /.test(label))).toBe(true);
  });

  test("deletes the children of what it deletes first, and says what it could not", async () => {
    const server = createBoardServer();
    const board = await post(server, "", "specloom-1a2b3c4d-1 Roadmap");
    const key = await post(server, `/${board}/keys`, "specloom-1a2b3c4d-2 Key");
    const order: string[] = [];
    const swept = await sweepBoards((request) => {
      if (request.method === "DELETE") order.push(new URL(request.url).pathname);
      return request.method === "DELETE" && request.url.endsWith(board)
        ? Promise.resolve(new Response(null, { status: 403 }))
        : server.fetch(request);
    });
    expect(order).toEqual([`/v1/teams/red/boards/${board}/keys/${key}`, `/v1/teams/red/boards/${board}`]);
    expect(swept.deleted.map(({ label }) => label)).toEqual([expect.stringContaining(key)]);
    expect(swept.left).toMatchObject([{ path: { board_id: board }, reason: "DELETE answered 403" }]);
  });

  test("says which lists it could not look through", async () => {
    expect(await sweepBoards(refuse)).toMatchObject({
      deleted: [],
      unseen: [
        { path: "/teams/{team_id}/boards", reason: expect.stringContaining("403") as string, refused: true },
      ],
    });
    const endless = createBoardServer("cursor-loops");
    await post(endless, "", "theirs");
    const { unseen } = await sweepBoards((request) => endless.fetch(request));
    expect(unseen[0]?.reason).toMatch(/goes on after \d+ pages/);
  });
});
