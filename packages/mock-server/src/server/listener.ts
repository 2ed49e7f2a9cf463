// The door with a port: a `node:http` server over the core, without a `Request` or `Response` between.
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { MockCore } from "../app/mock-core.ts";
import type { LoggedExchange } from "./log-line.ts";
import { NodeRequest } from "./node-request.ts";
import { writeAnswer } from "./write-answer.ts";

/**
 * Slow or greedy clients: milliseconds for the headers, for a whole request, between two requests and between two looks at
 * all of this; bytes of headers. A header sent twice is one header with both values (RFC 9110, 5.2).
 */
const LIMITS: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 32_768,
  joinDuplicateHeaders: true,
};
const MAXIMUM_CONNECTIONS = 1024;

/** Told of every answer, with the milliseconds that it took. */
export type Observe = (exchange: LoggedExchange, milliseconds: number) => void;

export function createListener(core: MockCore, observe: Observe | undefined): Server {
  const server = createServer(LIMITS, (message, response) => {
    const started = observe === undefined ? 0 : performance.now();
    void handle(core, message, response).then((exchange) => observe?.(exchange, performance.now() - started));
  });
  server.maxConnections = MAXIMUM_CONNECTIONS;
  return server;
}

async function handle(
  core: MockCore,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<LoggedExchange> {
  const request = new NodeRequest(message);
  const { answer, fault } = await core.answer(request);
  const { method, url } = request;
  // A client that has gone is no reason to fail.
  if (!response.destroyed) writeAnswer(response, answer);
  return { method, url, status: answer.status, ...(fault === undefined ? {} : { fault: fault.sentence }) };
}

/** @throws {Error} as Node gives it where the port cannot be had */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Without a trailing slash. */
export function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Stops listening and ends open connections. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
