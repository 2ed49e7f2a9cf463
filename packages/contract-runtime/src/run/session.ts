// Everything that the scenarios of one run share: the server, the callers, the limits, the ledger.
import type { ApiModel, Operation } from "@specloom/api-model";
import { createAuthenticator, type Authenticator } from "../exchange/authenticate.ts";
import { acceptedTypes, buildRequest } from "../exchange/build-request.ts";
import type { Credentials, Identity } from "../exchange/credentials.ts";
import type {
  Answer,
  Authorization,
  CallInput,
  Exchange,
  NoAnswer,
  PreparedRequest,
} from "../exchange/exchange.ts";
import { createRedactor, type Redactor } from "../exchange/redact.ts";
import { createPace } from "../exchange/pace.ts";
import { maxPatience, send, type Transport } from "../exchange/send.ts";
import { serverOf } from "../exchange/server-of.ts";
import { isSafeMethod } from "../document/roles.ts";
import { schemasOf, type Schemas } from "../judge/schemas.ts";
import { createRandom, randomWord } from "../make/random.ts";
import { makeRunId, runMark } from "../make/run-mark.ts";
import { createSeenLog, type SeenLog } from "./seen.ts";
import { createLedger, type Ledger, type LedgerEvent } from "./ledger.ts";

/** How a contract is run. Plain data but for the functions, which stand for the world. */
export interface ContractOptions {
  /** Where the server under test answers, base path included. */
  readonly baseUrl: string;
  /** Values of path parameters that no operation of the document creates: `{ organization_id: "acme" }`. */
  readonly parameters?: { readonly [name: string]: string };
  /** The run's own credentials. */
  readonly credentials?: Credentials;
  /**
   * Others in whose name some checks call, by what they are: `other` is a caller of another tenant, `expired` one whose token
   * is no longer good, `scope-poor` one with too few scopes. `owner`, where it is there, is the run itself, and its
   * credentials and parameters stand behind those that are given apart.
   */
  readonly identities?: { readonly [name: string]: Identity };
  /** What chooses test values; the same seed sends the same. @default 1 */
  readonly seed?: number;
  /** Marks what this run creates; a sweep knows it by eight hexadecimal digits. @default eight random ones */
  readonly runId?: string;
  /** How many sequences of calls the fuzz phase makes of each lifecycle. @default 0, which leaves the phase out */
  readonly runs?: number;
  /** A regular expression over check ids and `METHOD /path`; only scenarios with such a check run. @default all */
  readonly only?: string;
  /** Sends safe methods alone. @default false */
  readonly readOnly?: boolean;
  /** Most requests a second, evenly spaced; may be below 1. @default as fast as answers come */
  readonly rate?: number;
  /** Longest wait for one answer, in milliseconds. @default 30000 */
  readonly timeout?: number;
  /** Largest body that is read, in bytes. @default 10485760 */
  readonly maxBodyBytes?: number;
  /** What the shell variables of `curl` lines begin with. @default "API" */
  readonly environmentPrefix?: string;
  /** Ends the run early; what was created is deleted all the same. */
  readonly signal?: AbortSignal;
  /** @default the global `fetch` */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** @default Date.now */
  readonly now?: () => number;
  /** @default waits by the clock */
  readonly sleep?: Transport["sleep"];
  /** Hears of each thing that is created and deleted, at once. */
  readonly onLedger?: (event: LedgerEvent) => void;
}

export interface Session {
  readonly model: ApiModel;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: Transport["sleep"];
  readonly schemas: Schemas;
  readonly redactor: Redactor;
  readonly ledger: Ledger;
  readonly seen: SeenLog;
  readonly authenticator: Authenticator;
  readonly parameters: { readonly [name: string]: string };
  /** The run's own. */
  readonly credentials: Credentials;
  readonly identities: { readonly [name: string]: Identity };
  readonly seed: number;
  readonly runs: number;
  readonly runId: string;
  /** What the names of all that this run creates begin with. */
  readonly mark: string;
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
  /** Requests sent so far, those for tokens and those sent again included. */
  requests(): number;
  /**
   * Sends one call. A creation is seen through although the run is stopped, or nobody would know what it left.
   * @throws CredentialsRefused where a token cannot be had
   */
  call(operation: Operation, input: CallInput, signal?: AbortSignal): Promise<Exchange>;
  /** Reads what stands at a URL, with the run's own credentials for an operation. */
  callAt(operation: Operation, url: string): Promise<Exchange>;
  /** Sends a request as it is; with `readOnly`, one of an unsafe method is never sent. */
  sendPlain(request: PreparedRequest, signal?: AbortSignal): Promise<Answer | NoAnswer>;
}

/** After so many calls in a row without any answer, the server counts as gone and no more is sent. */
const maxUnanswered = 3;

/** Why nothing more is sent to such a server. */
export const goneReason: string = `the server left ${maxUnanswered} calls in a row without an answer`;

const never = new AbortController().signal;

/** A session; nothing is sent yet. */
export function openSession(model: ApiModel, options: ContractOptions): Session {
  const { owner, ...identities } = options.identities ?? {};
  const credentials = options.credentials ?? owner?.credentials ?? {};
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const signal = options.signal ?? never;
  const seed = options.seed ?? 1;
  const runId = options.runId ?? makeRunId(Math.random);
  const redactor = createRedactor(model);
  const seen = createSeenLog();
  let requests = 0;
  let unanswered = 0;
  const transport = transportOf(options, () => (requests += 1));

  const transmit = async (request: PreparedRequest, stop: AbortSignal): Promise<Answer | NoAnswer> => {
    if (unanswered >= maxUnanswered) return { kind: "no-answer", cause: "unsent", reason: goneReason };
    const answer = await send(transport, request, stop);
    const isSilent = answer.kind === "no-answer" && (answer.cause === "time" || answer.cause === "network");
    unanswered = isSilent ? unanswered + 1 : 0;
    if (answer.kind === "answer") redactor.learnFrom(answer.json);
    return answer;
  };
  const sendPlain: Session["sendPlain"] = async (request, stop = signal) =>
    options.readOnly === true && !isSafeMethod(request.method)
      ? { kind: "no-answer", cause: "unsent", reason: "it is not sent with --read-only" }
      : transmit(request, stop);
  const authenticator = createAuthenticator({
    model,
    baseUrl,
    environmentPrefix: options.environmentPrefix ?? "API",
    owner: credentials,
    identities,
    redactor,
    now: transport.now,
    // A token is had by POST, and changes nothing that the document describes.
    send: (request) => transmit(request, signal),
    forge: () => `forged-${randomWord(createRandom(seed, "forged"), 24)}`,
  });
  const call = async (
    operation: Operation,
    input: CallInput,
    stop: AbortSignal = signal,
  ): Promise<Exchange> => {
    const authorization = await authenticator.authorize(operation, input.caller ?? { kind: "owner" });
    const request = buildRequest(serverOf(model, operation, baseUrl), operation, input);
    const answer = await sendPlain(
      withAuthorization(request, authorization),
      operation.verb === "create" ? never : stop,
    );
    const exchange = { operation, request, authorization, answer };
    seen.exchange(exchange, input);
    return exchange;
  };
  const callAt = async (operation: Operation, url: string): Promise<Exchange> => {
    const authorization = await authenticator.authorize(operation, { kind: "owner" });
    const request: PreparedRequest = { method: "GET", url, headers: { Accept: acceptedTypes(operation) } };
    const answer = await sendPlain(withAuthorization(request, authorization));
    return { operation, request, authorization, answer };
  };
  return {
    model,
    baseUrl,
    now: transport.now,
    sleep: transport.sleep,
    schemas: schemasOf(model),
    redactor,
    ledger: createLedger(options.onLedger),
    seen,
    authenticator,
    parameters: { ...owner?.parameters, ...options.parameters },
    credentials,
    identities,
    seed,
    runs: options.runs ?? 0,
    runId,
    mark: runMark(runId),
    readOnly: options.readOnly ?? false,
    signal,
    requests: () => requests,
    call,
    callAt,
    sendPlain,
  };
}

function transportOf(options: ContractOptions, count: () => void): Transport {
  const clock = { sleep: options.sleep ?? sleep, now: options.now ?? Date.now };
  const sendNow = options.fetch ?? ((request) => fetch(request));
  return {
    ...clock,
    fetch: (request) => {
      count();
      return sendNow(request);
    },
    pace: createPace(options.rate, clock),
    patience: { left: maxPatience },
    timeout: options.timeout ?? 30_000,
    maxBodyBytes: options.maxBodyBytes ?? 10 * 1024 * 1024,
  };
}

function withAuthorization(request: PreparedRequest, authorization: Authorization): PreparedRequest {
  const query = new URLSearchParams(authorization.query).toString();
  const joined =
    query === "" ? request.url : `${request.url}${request.url.includes("?") ? "&" : "?"}${query}`;
  const headers: Record<string, string> = { ...request.headers, ...authorization.headers };
  const cookies = [request.headers["Cookie"], authorization.headers["Cookie"]].filter(
    (cookie) => cookie !== undefined,
  );
  if (cookies.length > 1) headers["Cookie"] = cookies.join("; ");
  return { ...request, url: joined, headers };
}

/** Waits by the clock; ends early, without an error, when the signal is raised. */
async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener("abort", wake);
  });
}
