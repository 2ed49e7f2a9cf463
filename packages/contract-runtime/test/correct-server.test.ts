import { describe, expect, test } from "vitest";
import { planContract } from "../src/index.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer } from "./fixture/board-server.ts";
import { idsWith, runBoard } from "./fixture/run-board.ts";

describe("a correct server", () => {
  test("holds every check, each of the plan once, and nothing of the run stays", async () => {
    const server = createBoardServer();
    const run = await runBoard(server);
    expect(idsWith(run, "broken")).toEqual([]);
    expect(idsWith(run, "not-judged")).toEqual([]);
    expect(run.results.map(({ check }) => check.id)).toEqual(
      planContract(boardModel).flatMap(({ checks }) => checks.map(({ id }) => id)),
    );
    expect(new Set(idsWith(run, "held")).size).toBe(run.results.length);
    expect([server.things.size, run.left]).toEqual([0, []]);
    expect(run.requests).toBe(server.log.length);
  });

  test("holds for other seeds too", async () => {
    for (const seed of [2, 3, 4, 5])
      expect(idsWith(await runBoard(createBoardServer(), { seed }), "broken")).toEqual([]);
  });

  test("gets the same requests for the same seed and run", async () => {
    const [one, two] = [createBoardServer(), createBoardServer()];
    await runBoard(one, { runId: "same" });
    await runBoard(two, { runId: "same" });
    expect(one.log).toEqual(two.log);
  });

  test("is obeyed when it asks to wait", async () => {
    const waits: number[] = [];
    const sleep = (milliseconds: number): Promise<void> => Promise.resolve(void waits.push(milliseconds));
    const run = await runBoard(createBoardServer(undefined, { limited: 3 }), { sleep });
    expect(waits).toEqual([3000, 3000, 3000]);
    expect(idsWith(run, "broken")).toEqual([]);
  });

  test("is not blamed when it keeps asking to wait", async () => {
    const run = await runBoard(createBoardServer(undefined, { limited: 1_000_000 }), { only: "^lifecycle/" });
    expect(idsWith(run, "broken")).toEqual([]);
    expect(run.results.find(({ check }) => check.code === "accepted")?.reason).toContain("429");
  });

  test("is only read with readOnly", async () => {
    const server = createBoardServer();
    await runBoard(server);
    const seeded = new Request("http://boards.test/v1/teams/red/boards", {
      method: "POST",
      headers: { authorization: "Bearer token-of-red", "content-type": "application/json" },
      body: JSON.stringify({ name: "theirs" }),
    });
    await server.fetch(seeded);
    server.log.length = 0;
    const run = await runBoard(server, { readOnly: true });
    expect(server.log.filter((line) => !/^(GET|HEAD) /.test(line) && line !== "POST /v1/token")).toEqual([]);
    expect(idsWith(run, "broken")).toEqual([]);
    expect(idsWith(run, "held")).toContain("lifecycle/teams.boards/getBoard/two-reads-equal");
    expect(server.things.size).toBe(1);
  });

  test("leaves the other tenant's checks open without another identity", async () => {
    const run = await runBoard(createBoardServer(), { identities: {}, only: "other-tenant$" });
    expect(run.results.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 10 }, () => "not-judged"));
    expect(run.results[0]?.reason).toContain("--identity");
  });

  test("sees names that tell what the run created, and no made-up cursor", async () => {
    const server = createBoardServer();
    const bodies: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      expect(request.url).not.toContain("never-sent");
      if (request.method === "POST" && !request.url.endsWith("/token"))
        bodies.push(await request.clone().text());
      return server.fetch(request);
    };
    await runBoard(server, { fetch, runId: "r1", only: "^(examples|lifecycle)/" });
    expect(bodies.length).toBeGreaterThan(5);
    for (const body of bodies) expect(body).toMatch(/"name":"specloom-r1-\d+ /);
    expect(bodies.some((body) => body.includes("7}"))).toBe(false);
  });
});

describe("a correct server of another make", () => {
  type Change = (body: Record<string, unknown>) => void;
  const changed =
    (change: Change): ((response: Response) => Promise<Response>) =>
    async (response) => {
      if (response.status !== 200 && response.status !== 201) return response;
      const body = (await response.json()) as Record<string, unknown>;
      if ("access_token" in body) return Response.json(body, { headers: response.headers });
      const things = Array.isArray(body["items"]) ? (body["items"] as Record<string, unknown>[]) : [body];
      for (const thing of things) if ("id" in thing) change(thing);
      return Response.json(body, {
        status: response.status,
        headers: { "x-revision": response.headers.get("x-revision") ?? "1" },
      });
    };
  let uses = 0;
  const variants: readonly (readonly [string, (response: Response) => Promise<Response> | Response])[] = [
    [
      "answers 410 for what is gone",
      (response) =>
        response.status === 404 ? Response.json({ message: "gone" }, { status: 410 }) : response,
    ],
    ["answers 403 to another tenant", (response) => response],
    ["adds members", changed((thing) => (thing["_links"] = { self: "/" }))],
    [
      "tells of use",
      changed(
        (thing) =>
          "updated_at" in thing ||
          (thing["last_used_at"] = new Date(Date.UTC(2024, 1, 1) + (uses += 1) * 1000).toISOString()),
      ),
    ],
    [
      "writes times in another zone",
      changed((thing) => (thing["created_at"] = String(thing["created_at"]).replace("Z", "+00:00"))),
    ],
    [
      "names its charset",
      (response) => {
        if (response.headers.has("content-type"))
          response.headers.set("content-type", "application/json; charset=utf-8");
        return response;
      },
    ],
  ];

  test.each(variants)("%s and is not blamed", async (name, change) => {
    const server = createBoardServer();
    const fetch = async (request: Request): Promise<Response> => {
      const isForeign = request.headers.get("authorization") === "Bearer token-of-blue";
      if (isForeign && name.includes("403")) return Response.json({ message: "no" }, { status: 403 });
      const response = await server.fetch(request);
      // A stranger's 404 is declared, and no matter of what is gone.
      return isForeign ? response : change(response);
    };
    expect(idsWith(await runBoard(server, { fetch }), "broken")).toEqual([]);
    expect(server.things.size).toBe(0);
  });

  test("is not blamed, nor excused, for a mistake of the run itself", async () => {
    const server = createBoardServer();
    let asked = 0;
    const now = (): number => {
      asked += 1;
      if (asked === 20) throw new TypeError("the clock broke");
      return Date.now();
    };
    await expect(runBoard(server, { now })).rejects.toThrow("the clock broke");
    expect(server.things.size).toBe(0);
  });
});
