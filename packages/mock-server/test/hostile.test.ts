import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMockServer, type MockServer } from "../src/index.ts";

/** Names that objects inherit, patterns without an end, schemas that hold themselves, and a name of 64 kB. */
const LONG = "n".repeat(65_536);
const json = (schema: object): object => ({ "application/json": { schema } });
const NODE = { $ref: "#/components/schemas/Node" };
const document = {
  openapi: "3.1.0",
  info: { title: "Hostile", version: "1.0.0" },
  servers: [{ url: "https://mock.example/%zz" }],
  paths: {
    "/guarded": {
      get: {
        operationId: "guarded",
        security: [{ key: [] }],
        responses: { "204": { description: "None." } },
      },
    },
    "/constructor": {
      get: {
        operationId: "list",
        parameters: [
          { name: "toString", in: "query", schema: { type: "integer" } },
          { name: "hasOwnProperty", in: "header", schema: { type: "integer" } },
        ],
        responses: { "200": { description: "All.", content: json({ type: "array", items: NODE }) } },
      },
      post: {
        operationId: "create",
        requestBody: { required: true, content: json(NODE) },
        responses: { "201": { description: "One.", content: json(NODE) } },
      },
    },
    "/constructor/{__proto__}": {
      get: {
        operationId: "retrieve",
        parameters: [{ name: "__proto__", in: "path", required: true, schema: { type: "string" } }],
        responses: { "200": { description: "One.", content: json(NODE) } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: 'x", realm="\\\u202E\r\nx-more: 1' } },
    schemas: {
      Node: {
        type: "object",
        required: ["id"],
        properties: JSON.parse(
          `{ "id": { "type": "string" }, "__proto__": { "type": "integer" }, "constructor": { "type": "string", "pattern": "^(a+)+$" }, "${LONG}": { "type": "integer" } }`,
        ) as object,
        allOf: [{ properties: { next: NODE, all: { type: "array", items: NODE } } }],
      },
    },
  },
};

let folder: string;
let server: MockServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-"));
  const path = join(folder, "hostile.json");
  await writeFile(path, JSON.stringify(document));
  server = await startMockServer({ document: path });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Sends bytes as they stand, and gives what came back until the connection ended. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let received = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      received += text;
    });
    socket.once("error", reject).once("close", () => resolve(received));
    socket.write(bytes);
  });
}

const statuses = (received: string): string[] =>
  Array.from(received.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status = ""]) => status);

async function post(body: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${server.url}/constructor`, { method: "POST", headers, body });
  await response.arrayBuffer();
  return response.status;
}

const get = (target: string, more = ""): string => `GET ${target} HTTP/1.1\r\nHost: mock\r\n${more}\r\n`;

describe("a hostile document", () => {
  it("keeps names that objects inherit and names without measure as data", async () => {
    const sent = `{"id":"a","__proto__":7,"constructor":"aa","${LONG}":1,"next":{"id":"b","next":{"id":"c"}}}`;
    expect(await post(sent)).toBe(201);
    const read = await fetch(`${server.url}/constructor?toString=1`, { headers: { hasownproperty: "2" } });
    const text = await read.text();
    expect(read.status).toBe(200);
    expect(text).toContain('"__proto__":7');
    expect(({} as { next?: unknown }).next).toBeUndefined();
  });

  it("puts the name of a key into a challenge as text, without what no header may hold", async () => {
    const { status, headers } = await fetch(`${server.url}/guarded`);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toBe(
      String.raw`ApiKey realm="mock", in="header", name="x\", realm=\"\\x-more: 1"`,
    );
    expect(headers.has("x-more")).toBe(false);
  });

  it("refuses what its patterns refuse, in time", async () => {
    expect(await post(`{"id":"a","constructor":"${"a".repeat(50)}!"}`)).toBe(400);
  });
});

describe("a hostile request", () => {
  it("that is one of many on a connection is answered in its turn", async () => {
    const received = await exchange(
      get("/constructor") +
        get("/constructor?toString=x") +
        get("/nowhere/%ff%") +
        get("/constructor?toString=%zz") +
        get("/constructor", "Connection: close\r\n"),
    );
    expect(statuses(received)).toEqual(["200", "400", "404", "400", "200"]);
  });

  it.each([
    ["is no HTTP", "hello\r\n\r\n", "400"],
    ["has more headers than fit", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, "431"],
    [
      "says two lengths",
      "POST /constructor HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      "400",
    ],
    [
      "says a length and comes in chunks",
      "POST /constructor HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "400",
    ],
    ["asks for the server itself", "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404"],
    ["is a HEAD", "HEAD /constructor HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "200"],
    ["is an OPTIONS", "OPTIONS /constructor HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "405"],
    [
      "announces too much",
      "POST /constructor HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{",
      "413",
    ],
  ])("that %s gets its one answer", async (_, bytes, status) => {
    expect(statuses(await exchange(bytes))).toEqual([status]);
  });
});
