// What a run owes to the server that it checks: a pace, patience with an end, and no unsafe method where it may only read.
import { describe, expect, test } from "vitest";
import { openSession } from "../src/index.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer } from "./fixture/board-server.ts";
import { runBoard } from "./fixture/run-board.ts";

/** A clock that moves only where a run sleeps. */
function virtualClock(): { now: () => number; sleep: (milliseconds: number) => Promise<void>; time: number } {
  const clock = {
    time: Date.UTC(2026, 0, 1),
    now: () => clock.time,
    sleep: (milliseconds: number) => Promise.resolve(void (clock.time += milliseconds)),
  };
  return clock;
}

/** How long a session waits where the first answer asks for it. */
const ask = async (asked: string | undefined, status: number): Promise<readonly number[]> => {
  const clock = virtualClock();
  const waits: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    await clock.sleep(milliseconds);
  };
  let answers = 0;
  const fetch = (): Promise<Response> => {
    answers += 1;
    const headers: Record<string, string> = asked === undefined ? {} : { "retry-after": asked };
    return Promise.resolve(new Response(null, answers === 1 ? { status, headers } : { status: 204 }));
  };
  const session = openSession(boardModel, { baseUrl: "http://boards.test", ...clock, sleep, fetch });
  await session.sendPlain({ method: "POST", url: "http://boards.test/", headers: {} });
  return waits;
};

/** Asks to wait fifty seconds, always. */
function busy(): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 429, headers: { "retry-after": "50" } }));
}

describe("a pace", () => {
  test("is kept by every request, those for tokens included", async () => {
    const server = createBoardServer();
    const clock = virtualClock();
    const times: number[] = [];
    const fetch = (request: Request): Promise<Response> => {
      times.push(clock.time);
      return server.fetch(request);
    };
    await runBoard(server, { ...clock, fetch, rate: 4, only: "^lifecycle/" });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times.length).toBeGreaterThan(20);
    expect(Math.min(...gaps)).toBe(250);
  });

  test("is kept by what is sent again as well", async () => {
    const clock = virtualClock();
    const times: number[] = [];
    const fetch = (): Promise<Response> => {
      times.push(clock.time);
      return Promise.resolve(new Response(null, { status: 429, headers: { "retry-after": "0" } }));
    };
    const session = openSession(boardModel, { baseUrl: "http://boards.test", ...clock, fetch, rate: 0.5 });
    await session.sendPlain({ method: "GET", url: "http://boards.test/", headers: {} });
    expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual([
      2000, 2000, 2000, 2000, 2000,
    ]);
    expect(session.requests()).toBe(6);
  });
});

describe("a server that asks to wait", () => {
  test.each([
    ["seconds", "7", 429, [7000]],
    ["a date", new Date(Date.UTC(2026, 0, 1, 0, 0, 9)).toUTCString(), 429, [9000]],
    ["a date that is past", "Thu, 01 Jan 1970 00:00:00 GMT", 429, [0]],
    ["nothing, with 429", undefined, 429, [1000]],
    ["what is no time, with 429", "soon", 429, [1000]],
    ["seconds, with 503", "2", 503, [2000]],
    ["nothing, with 503", undefined, 503, []],
    ["more than a minute", "61", 429, []],
  ])("for %s", async (...[, asked, status, waits]) => {
    expect(await ask(asked, status)).toEqual(waits);
  });

  test("again and again is obeyed for ten minutes in all", async () => {
    const clock = virtualClock();
    const begun = clock.time;
    await runBoard(createBoardServer(), { ...clock, fetch: busy, credentials: { token: "token-of-red" } });
    expect(clock.time - begun).toBe(600_000);
  });
});

describe("a server that may only be read", () => {
  test("gets no unsafe method, whatever a check would send", async () => {
    const sent: string[] = [];
    const fetch = (request: Request): Promise<Response> => {
      sent.push(request.method);
      return Promise.resolve(new Response(null, { status: 204 }));
    };
    const session = openSession(boardModel, { baseUrl: "http://boards.test", readOnly: true, fetch });
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "REPORT"])
      expect(await session.sendPlain({ method, url: "http://boards.test/", headers: {} })).toMatchObject({
        cause: "unsent",
      });
    for (const method of ["GET", "HEAD"])
      await session.sendPlain({ method, url: "http://boards.test/", headers: {} });
    expect(sent).toEqual(["GET", "HEAD"]);
  });
});
