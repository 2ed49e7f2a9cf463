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
import type { Answer } from "../app/exchange.ts";
import type { Handled } from "../app/handle-operation.ts";
import type { MockCore } from "../app/mock-core.ts";
import { mutantOf, type MutantServer } from "../app/mutant-server.ts";
import { whenSettled, type Settled } from "../settled.ts";
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
  /** Others than the usual limits on clients. */
  readonly limits?: ServerOptions;
}

export function createListener(core: MockCore, options: DoorOptions): Server {
  const { observe } = options;
  const server = createServer({ ...LIMITS, ...options.limits }, (message, response) => {
    const started = observe === undefined ? 0 : performance.now();
    const handled = handle(core, options, { message, response });
    if (observe !== undefined)
      void whenSettled(handled, (exchange) => observe(exchange, performance.now() - started));
  });
  server.maxConnections = MAXIMUM_CONNECTIONS;
  return server;
}

interface Call {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
}

function handle(core: MockCore, options: DoorOptions, call: Call): Settled<LoggedExchange> {
  const { latency = 0, mishap, administer, mutants } = options;
  const request = new NodeRequest(call.message);
  const administered = administer?.(request);
  if (administered !== undefined) return tellAdministered(administered, request, call);
  const mutant = mutantOf(request);
  if (mutant !== undefined) return serveMutant(mutants, mutant, { ...call, request });
  const happens = mishap?.();
  const answer = (): Settled<LoggedExchange> => answerCall(core, options, { ...call, request, happens });
  return latency > 0 ? sleep(latency).then(answer) : answer();
}

async function tellAdministered(
  administered: Promise<Answer>,
  { method, url }: NodeRequest,
  { response }: Call,
): Promise<LoggedExchange> {
  const answer = await administered;
  writeAnswer(response, answer);
  return { method, url, status: answer.status };
}

async function serveMutant(
  mutants: MutantServer,
  mutant: string,
  { request, response }: Call & { readonly request: NodeRequest },
): Promise<LoggedExchange> {
  const answered = await mutants.fetch(toRequest(request), mutant);
  await writeResponse(response, answered);
  const { method, url } = request;
  return { method, url, status: answered.status, fault: `served as the mutant ${mutant}` };
}

const UNAVAILABLE = fault("unavailable", "this request met one of the faults that were asked for", {
  headers: { "retry-after": "1" },
});

interface Answering extends Call {
  readonly request: NodeRequest;
  readonly happens: Mishap | undefined;
}

function answerCall(core: MockCore, { cors }: DoorOptions, call: Answering): Settled<LoggedExchange> {
  const { request, message, happens } = call;
  if (happens === "unheard") return drop(request, message);
  if (happens === "unavailable") return reply(core.refuse(UNAVAILABLE), cors, call);
  const preflight = cors === undefined ? undefined : answerPreflight(message);
  if (preflight !== undefined) return reply({ answer: preflight }, cors, call);
  return whenSettled(core.answer(request), (handled) => reply(handled, cors, call));
}

function reply(
  { answer, fault: problem }: Handled,
  cors: string | undefined,
  { request, message, response, happens }: Answering,
): LoggedExchange {
  if (happens === "unanswered") return drop(request, message);
  const crossing =
    cors === undefined ? answer : { ...answer, headers: { ...answer.headers, ...crossOriginHeaders(cors) } };
  // A client that has gone is no reason to fail.
  if (!response.destroyed) writeAnswer(response, crossing);
  const { method, url } = request;
  const exchange = { method, url, status: answer.status };
  return problem === undefined ? exchange : { ...exchange, fault: problem.sentence };
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
