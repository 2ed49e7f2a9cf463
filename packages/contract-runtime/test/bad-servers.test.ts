// Servers that are none, over real sockets: a run ends within its limits and says what happened.
import { spawn } from "node:child_process";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  openSession,
  planContract,
  runContract,
  type ContractOptions,
  type ContractRun,
} from "../src/index.ts";
import { curlLine } from "../src/exchange/show-exchange.ts";
import { checkServer, optionWording } from "../src/run/preflight.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer } from "./fixture/board-server.ts";
import { serve } from "./fixture/serve.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const settings = { parameters: { team_id: "red" }, credentials: { token: "token-of-red" } };

function run(baseUrl: string, options: Partial<ContractOptions> = {}): Promise<ContractRun> {
  return runContract(boardModel, { baseUrl, ...settings, ...options });
}

function preflight(baseUrl: string, options: Partial<ContractOptions> = {}): Promise<void> {
  const session = openSession(boardModel, { baseUrl, ...settings, ...options });
  return checkServer(session, { scenarios: planContract(boardModel), wording: optionWording });
}

function told(result: ContractRun): string {
  return result.results.map(({ failure, reason }) => failure?.found ?? reason ?? "").join("\n");
}

describe("before the first check it is said", () => {
  test("that nobody listens", async () => {
    const origin = await listen(() => undefined);
    await closing.pop()?.();
    await expect(preflight(`${origin}/v1`)).rejects.toThrow(/cannot be reached: .*ECONNREFUSED/);
  });

  test("that TLS was refused", async () => {
    const plain = await listen((_, response) => response.end("{}"));
    await expect(preflight(plain.replace("http:", "https:"))).rejects.toThrow(
      /https:\/\/127\.0\.0\.1:\d+ cannot be reached: .*(SSL|TLS|EPROTO|wrong version|packet length)/i,
    );
  });

  test("that no whole answer comes", async () => {
    const origin = await listen(() => undefined);
    await expect(preflight(origin, { timeout: 50 })).rejects.toThrow(/no whole answer within 0\.05 s/);
  });

  test("that the connection is cut", async () => {
    const server = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    await expect(preflight(`http://127.0.0.1:${port}`)).rejects.toThrow(/cannot be reached: /);
  });
});

describe("a run ends and says what was found", () => {
  test("where every page is HTML", async () => {
    const origin = await listen((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>App</title>");
    });
    const html = await run(origin, { only: "^examples/listBoards/" });
    expect(html.results.find(({ check }) => check.code === "media-type")?.failure?.found).toContain(
      "text/html",
    );
  });

  test("where the base path is missing, and passes where it is there", async () => {
    const served = await serve(createBoardServer().fetch);
    closing.push(() => served.close());
    const only = "^examples/listBoards/accepted$";
    expect((await run(served.origin, { only })).results[0]).toMatchObject({
      verdict: "broken",
      failure: { found: "status 404" },
    });
    expect((await run(`${served.origin}/v1/`, { only })).results[0]).toMatchObject({ verdict: "held" });
  });

  test("where it is sent elsewhere, to which no credentials go", async () => {
    const seen: string[] = [];
    const elsewhere = await listen((request, response) => {
      seen.push(String(request.url));
      response.end();
    });
    const origin = await listen((_, response) => void response.writeHead(307, { location: elsewhere }).end());
    expect(told(await run(origin, { only: "^examples/listBoards/" }))).toContain("status 307");
    expect(seen).toEqual([]);
  });

  test("where an answer trickles and never ends", async () => {
    const timers = new Set<NodeJS.Timeout>();
    const origin = await listen((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      timers.add(setInterval(() => response.write(" "), 5));
    });
    closing.push(() => Promise.resolve(timers.forEach((timer) => clearInterval(timer))));
    const endless = await run(origin, { timeout: 60 });
    expect(endless.requests).toBe(3);
    expect(told(endless)).toContain("no whole answer within 0.06 s");
    expect(endless.results.at(-1)?.reason).toBe("the server left 3 calls in a row without an answer");
  });

  test("where a body has 200 MB, of which it reads ten", async () => {
    const [size, chunk] = [200 * 1024 * 1024, Buffer.alloc(64 * 1024, " ")];
    let sent = 0;
    const origin = await listen((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": String(size) });
      const push = (): void => {
        while (sent < size && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", push);
        }
      };
      push();
    });
    const huge = await run(origin, { only: "^examples/listBoards/accepted$" });
    expect(told(huge)).toContain("a body of more than 10485760 bytes");
    expect(sent).toBeLessThan(size / 4);
  });

  test("where a list never ends", async () => {
    const board = createBoardServer();
    let pages = 0;
    const fetch = async (request: Request): Promise<Response> => {
      const response = await board.fetch(request);
      if (request.method !== "GET" || response.status !== 200) return response;
      const body = (await response.json()) as object;
      if (!("items" in body)) return Response.json(body, { headers: { "x-revision": "1" } });
      pages += 1;
      return Response.json({ items: [], page: { more: true, end: `c${pages}` } });
    };
    const endless = await run("http://boards.test/v1", {
      fetch,
      only: "^(lifecycle|laws/list)/teams.boards/",
    });
    expect(pages).toBeGreaterThanOrEqual(50);
    expect(pages).toBeLessThan(1000);
    expect(told(endless)).toMatch(/after 50 pages|goes on/);
    expect(endless.left).toEqual([]);
  });
});

test.runIf(process.platform !== "win32")(
  "a line for the shell sends exactly what was sent, whatever stands in it",
  async () => {
    const hostile = `it's "$(touch /tmp/never)" \`id\` \\ %41 !! \u202E é \u{1F600} $HOME`;
    const got: { url: string; body: string; key: string }[] = [];
    const origin = await listen((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        got.push({ url: String(request.url), body, key: String(request.headers["authorization"]) });
        response.writeHead(500, { "content-type": "application/json" }).end("{}");
      });
    });
    const { createBoard } = Object.fromEntries(boardModel.operations.map((each) => [each.id, each]));
    const session = openSession(boardModel, { baseUrl: origin, ...settings, environmentPrefix: "BOARDS" });
    const exchange = await session.call(createBoard as NonNullable<typeof createBoard>, {
      path: { team_id: hostile },
      body: { name: hostile, description: "-d @/etc/passwd" },
    });
    const line = curlLine(exchange, session.redactor);
    const shell = spawn("sh", ["-c", line], {
      env: { ...process.env, BOARDS_TOKEN: "token-of-red" },
      stdio: "ignore",
    });
    expect(await new Promise((resolve) => shell.on("close", resolve))).toBe(0);
    const [first, second] = got;
    expect(second).toMatchObject({ url: first?.url, key: "Bearer token-of-red" });
    expect(JSON.parse(second?.body ?? "")).toEqual(JSON.parse(first?.body ?? "-"));
    expect(JSON.parse(first?.body ?? "")).toMatchObject({ name: hostile });
  },
);
