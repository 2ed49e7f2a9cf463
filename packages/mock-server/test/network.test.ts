import { buildModel, loadDocument } from "@specloom/api-model";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { createContext } from "../src/app/create-context.ts";
import { createMockCore } from "../src/app/mock-core.ts";
import { startMockServer, type MockServer, type MockServerOptions } from "../src/index.ts";
import { close, createListener, listen, urlOf } from "../src/server/listener.ts";
import { fixturePath } from "./checked-mock.ts";

async function withServer(
  options: Omit<MockServerOptions, "document">,
  use: (server: MockServer) => Promise<void>,
): Promise<void> {
  const server = await startMockServer({ document: fixturePath("tenanted"), ...options });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

function ask(url: string): Promise<Response> {
  return fetch(`${url}/fleets/x/robots`, {
    method: "OPTIONS",
    headers: { origin: "https://app.example", "access-control-request-method": "POST" },
  });
}

/** What becomes of 30 calls of a path that the document does not have. */
async function outcomes(seed: number): Promise<string> {
  const seen: string[] = [];
  await withServer({ faultRate: 0.5, seed }, async ({ url }) => {
    for (let call = 0; call < 30; call += 1) seen.push(await outcomeOf(url));
  });
  return seen.join("; ");
}

async function outcomeOf(url: string): Promise<string> {
  const response = await fetch(`${url}/nothing`).catch(() => undefined);
  if (response === undefined) return "dropped";
  const { status } = (await response.json()) as { status: number };
  return `${response.status} ${status} ${response.headers.get("retry-after")}`;
}

describe("a mock on a port", () => {
  it("waits before each answer as long as it was told", async () => {
    const latency = 120;
    await withServer({ latency }, async ({ url }) => {
      const started = performance.now();
      expect((await fetch(`${url}/nothing`)).status).toBe(404);
      // A timer may fire up to a millisecond early.
      expect(performance.now() - started).toBeGreaterThanOrEqual(latency - 1);
    });
  });

  it("cuts off a client that sends its headers or its body by drops, and goes on serving others", async () => {
    const { document } = await loadDocument(fixturePath("tenanted"));
    if (document === undefined) throw new Error("the fixture cannot be read");
    const core = createMockCore(createContext({ model: buildModel(document).model }));
    const mutants = { fetch: () => Promise.reject(new Error("none was asked for")) };
    const usual = createListener(core, { mutants });
    expect([usual.headersTimeout, usual.requestTimeout]).toEqual([10_000, 30_000]);
    const limits = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
    const server = createListener(core, { mutants, limits });
    await listen(server, 0, "127.0.0.1");
    const url = urlOf(server, "127.0.0.1");
    const starts = [
      "GET / HTTP/1.1\r\nHost: x\r\n",
      "POST /token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\n",
    ];
    for (const start of starts) expect(await dripped(url, start)).toMatch(/^HTTP\/1.1 408 /);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    await close(server);
    core.context.close();
  });

  it("refuses or drops the share of requests that was asked for, the same for the same seed", async () => {
    const first = await outcomes(3);
    for (const outcome of ["404 404 null", "503 503 1", "dropped"]) expect(first).toContain(outcome);
    expect(await outcomes(3)).toBe(first);
    expect(await outcomes(4)).not.toBe(first);
  });

  it("answers preflights and marks answers for the origin that was allowed, and only then", async () => {
    await withServer({ cors: "https://app.example" }, async ({ url }) => {
      const preflight = await ask(url);
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-methods")).toBe("POST");
      const refused = await fetch(`${url}/fleets/x/robots`);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("access-control-allow-origin")).toBe("https://app.example");
      expect(refused.headers.get("vary")).toBe("Origin");
    });
    await withServer({}, async ({ url }) => {
      const response = await ask(url);
      expect(response.status).toBe(405);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    });
  });

  it("counts a token request without a length while it comes in", async () => {
    await withServer({}, async ({ url }) => {
      const body = new ReadableStream({
        start(controller): void {
          for (let chunk = 0; chunk < 20; chunk += 1) controller.enqueue(new Uint8Array(65_536).fill(97));
          controller.close();
        },
      });
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const refused = await fetch(`${url}/token`, { method: "POST", headers, body, duplex: "half" });
      expect(refused.status).toBe(413);
      expect(await refused.json()).toMatchObject({ error: "invalid_request" });
    });
  });

  it("answers HEAD without a body, a header sent twice as one, and targets that are no plain path", async () => {
    await withServer({}, async ({ url, identities: [identity] }) => {
      const path = `/fleets/${identity?.tenant?.id}/robots`;
      const authorization = `Bearer ${await identity?.token()}`;
      const head = await fetch(url + path, { method: "HEAD", headers: { authorization } });
      expect(head.status).toBe(200);
      expect(Number(head.headers.get("content-length"))).toBeGreaterThan(0);
      expect(await head.text()).toBe("");
      expect(await statusOf(url, path, [authorization, authorization])).toBe(401);
      expect(await statusOf(url, `/fleets/../${path.slice(1)}`, [authorization])).toBe(200);
      expect(await statusOf(url, `http://elsewhere.example${path}`, [authorization])).toBe(200);
      expect(await statusOf(url, "*", [authorization])).toBe(404);
      expect(await statusOf(url, "//", [authorization])).toBe(404);
    });
  });
});

/** Sends the start of a request, then a letter now and then until the server ends it. @returns what the server said */
async function dripped(url: string, start: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const dripping = setInterval(() => socket.write("x"), 10);
  let said = "";
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => (said += chunk.toString("latin1")));
  socket.write(start);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(dripping);
  return said;
}

/** Sends a request target exactly as it is. */
function statusOf(url: string, path: string, authorization: string[]): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const call = httpRequest({ hostname, port, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.setHeader("authorization", authorization);
    call.once("error", reject);
    call.end();
  });
}
