import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { apiKeyAuth, defineClient, isAbortError, isConnectionError, isTokenError } from "../src/index.ts";
import { deferred } from "./deferred.ts";
import { api } from "./library/api.ts";
import { createClient, libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { rejection } from "./record-fetch.ts";

const once = { attempts: 1 };
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const list = (client: Client, options = {}): ReturnType<Client["libraries"]["books"]["list"]> =>
  client.libraries.books.list({ library_id: "l" }, options);

/** A client whose calls carry a key. */
const createKeyed = (baseUrl: string): Client =>
  defineClient<Client, paths>(
    { ...api, auth: [apiKeyAuth({ in: "header", parameter: "X-Key" })] },
    { libraries },
    { environment: {} },
  )({ baseUrl, apiKey: "k", retry: once });

describe("over a socket", () => {
  test("a call is answered, with and without a body", async () => {
    const baseUrl = await serve((request, response) => {
      if (request.method === "DELETE") response.writeHead(204).end();
      else response.end(JSON.stringify({ items: [], url: request.url }));
    });
    const client = createClient({ baseUrl, token: "t", retry: once });
    expect(await list(client)).toEqual({ items: [], url: "/libraries/l/books" });
    expect(await client.libraries.books.delete("b", { library_id: "l" })).toBeUndefined();
    expect((await client.paths.GET("/health")).response.url).toBe(`${baseUrl}/health`);
  });

  test("an answer that breaks off is a ConnectionError on both faces", async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"items":[');
      setTimeout(() => response.destroy(), 5);
    });
    const client = createClient({ baseUrl, token: "t", retry: once });
    expect(isConnectionError(await rejection(list(client)))).toBe(true);
    expect(isConnectionError(await rejection(client.paths.GET("/health")))).toBe(true);
  });

  test("a port that nobody listens on is a ConnectionError that had no effect", async () => {
    const client = createClient({ baseUrl: "http://127.0.0.1:1", token: "t", retry: once });
    expect(isConnectionError(await rejection(list(client)))).toBe(true);
  });

  test("aborting closes the connection", async () => {
    const closed = deferred();
    const arrived = deferred();
    const baseUrl = await serve((request) => {
      request.on("close", () => closed.resolve());
      arrived.resolve();
    });
    const controller = new AbortController();
    const pending = rejection(
      list(createClient({ baseUrl, token: "t", retry: once }), { signal: controller.signal }),
    );
    await arrived.promise;
    controller.abort();
    expect(isAbortError(await pending)).toBe(true);
    await closed.promise;
  });

  test("credentials follow no redirect to another origin", async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200).end('{"items":[],"access_token":"stolen"}');
    });
    const baseUrl = await serve(
      (_, response) => void response.writeHead(307, { location: `${other}/x` }).end(),
    );
    await list(createClient({ baseUrl, token: "t", retry: once }));
    expect(seen).toEqual([undefined]);
    const error = await rejection(
      list(createClient({ baseUrl, clientId: "i", clientSecret: "s", retry: once })),
    );
    expect(isTokenError(error)).toBe(true);
    expect((error as Error).message).toContain("credentials follow no redirect");
    expect(seen).toEqual([undefined]);
  });

  test.each([301, 302, 303, 307, 308])(
    "an API key follows a redirect (%i) within the origin, and none to another",
    async (status) => {
      const seen: unknown[] = [];
      const other = await serve((_, response) => void response.end("{}", () => seen.push("other")));
      const baseUrl = await serve(async (request, response) => {
        const { method, url, headers } = request;
        seen.push([method, url?.replace("/libraries/l/books", ""), headers["x-key"], await text(request)]);
        const to = { "": "/same", "/same": `${other}/x` }[url!.replace("/libraries/l/books", "")];
        response.writeHead(status, { location: to }).end();
      });
      const kept = status > 306 ? ["POST", "/same", "k", '{"title":"T"}'] : ["GET", "/same", "k", ""];
      const client = createKeyed(baseUrl);
      // With middleware a real `Request` is sent.
      for (const middleware of [[], [{ onRequest: () => undefined }]]) {
        client.paths.use(...middleware);
        const error = await rejection(client.libraries.books.create({ library_id: "l", title: "T" }));
        expect(error).toMatchObject({ status, response: { url: `${baseUrl}/same` } });
        expect(seen.splice(0)).toEqual([["POST", "", "k", '{"title":"T"}'], kept]);
      }
    },
  );
});
