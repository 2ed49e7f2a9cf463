// The door with a port: a `node:http` server over the core, without a `Request` or `Response` between.
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fault } from "../answer/fault.ts";
import type { Handled } from "../app/handle-operation.ts";
import type { MockCore } from "../app/mock-core.ts";
import { mutantOf, type MutantServer } from "../app/mutant-server.ts";
import type { Administer } from "./admin.ts";
import { answerPreflight, crossOriginHeaders } from "./cross-origin.ts";
import type { LoggedExchange } from "./log-line.ts";
import type { Mishap } from "./mishaps.ts";
import { NodeRequest, toRequest } from "./node-request.ts";
import { writeAnswer, writeResponse } from "./write-answer.ts";

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

export interface DoorOptions {
  readonly observe?: Observe | undefined;
  /** Milliseconds before each answer. */
  readonly latency?: number | undefined;
  /** Asked once a request. */
  readonly mishap?: (() => Mishap | undefined) | undefined;
  /** Origin whose pages may call. */
  readonly cors?: string | undefined;
  readonly administer?: Administer | undefined;
  /** Serves the faults that a request asks for by name. */
  readonly mutants: MutantServer;
}

export function createListener(core: MockCore, options: DoorOptions): Server {
  const { observe } = options;
  const server = createServer(LIMITS, (message, response) => {
    const started = observe === undefined ? 0 : performance.now();
    void handle(core, options, { message, response }).then((exchange) =>
      observe?.(exchange, performance.now() - started),
    );
  });
  server.maxConnections = MAXIMUM_CONNECTIONS;
  return server;
}

interface Call {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
}

async function handle(
  core: MockCore,
  { latency, mishap, cors, administer, mutants }: DoorOptions,
  { message, response }: Call,
): Promise<LoggedExchange> {
  const request = new NodeRequest(message);
  const { method, url } = request;
  const administered = administer?.(request);
  if (administered !== undefined) {
    const answer = await administered;
    writeAnswer(response, answer);
    return { method, url, status: answer.status };
  }
  const mutant = mutantOf(request);
  if (mutant !== undefined) {
    const answered = await mutants.fetch(toRequest(request), mutant);
    await writeResponse(response, answered);
    return { method, url, status: answered.status, fault: `served as the mutant ${mutant}` };
  }
  const happens = mishap?.();
  if (latency !== undefined && latency > 0) await sleep(latency);
  if (happens === "unheard") return drop(request, message);
  const { answer, fault: problem } =
    happens === "unavailable" ? core.refuse(UNAVAILABLE) : await answerCall(core, { request, message, cors });
  if (happens === "unanswered") return drop(request, message);
  const headers = cors === undefined ? answer.headers : { ...answer.headers, ...crossOriginHeaders(cors) };
  // A client that has gone is no reason to fail.
  if (!response.destroyed) writeAnswer(response, { ...answer, headers });
  return {
    method,
    url,
    status: answer.status,
    ...(problem === undefined ? {} : { fault: problem.sentence }),
  };
}

const UNAVAILABLE = fault("unavailable", "this request met one of the faults that were asked for", {
  headers: { "retry-after": "1" },
});

async function answerCall(
  core: MockCore,
  { request, message, cors }: { request: NodeRequest; message: IncomingMessage; cors: string | undefined },
): Promise<Handled> {
  const preflight = cors === undefined ? undefined : answerPreflight(message);
  return preflight === undefined ? core.answer(request) : { answer: preflight };
}

function drop({ method, url }: NodeRequest, message: IncomingMessage): LoggedExchange {
  message.socket.destroy();
  return { method, url, status: 0, fault: "the connection was dropped, as was asked for" };
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
