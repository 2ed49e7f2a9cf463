// One scenario under way: sends its calls, judges each answer, and keeps a verdict for each of its checks.
import type { Json, Operation, Pointer } from "@specloom/api-model";
import { conformanceCodes, type CheckCode } from "../contract/check-kinds.ts";
import type { Check, CheckResult, Failure, Scenario } from "../contract/check.ts";
import { findResponse } from "../document/find-response.ts";
import { CredentialsRefused } from "../exchange/credentials-refused.ts";
import type { Answer, CallInput, Exchange } from "../exchange/exchange.ts";
import { curlLine, showRequest, showResponse } from "../exchange/show-exchange.ts";
import { Unsendable } from "../exchange/unsendable.ts";
import { judgeAnswer, standardStatuses, type Fault } from "../judge/judge-answer.ts";
import { createRandom, randomWord } from "../make/random.ts";
import type { Evidence } from "./compared-things.ts";
import { replayOf } from "./replay.ts";
import { recordCreation, recordDeletion } from "./record-writes.ts";
import type { Session } from "./session.ts";

/** A step cannot be taken, so what it would have decided is not judged. The message says why. */
export class Blocked extends Error {
  override readonly name = "Blocked";
}

/** A call that a correct server accepts, and why a refusal may still be right. */
export interface ValidCall extends CallInput {
  /** Where the document shows what is sent. */
  readonly pointer?: Pointer;
  /** True where the body names things that this server may not have. */
  readonly refers?: boolean;
}

export interface ScenarioRun {
  readonly session: Session;
  readonly scenario: Scenario;
  /** The same choices for the same seed and scenario. */
  readonly random: () => number;
  /** A short word of this scenario's random stream. */
  word(): string;
  /**
   * Sends a call and judges the answer by the document.
   * @param licensed statuses that are right for this very request although the document does not list them
   * @throws Blocked where the run was stopped or the server is gone
   */
  call(operation: Operation, input: CallInput, licensed?: readonly number[]): Promise<Exchange>;
  /** Sends a call and judges nothing. @throws Blocked where the run was stopped or the server is gone */
  send(operation: Operation, input: CallInput): Promise<Exchange>;
  /** Sends a call that a correct server accepts. @throws Blocked where the answer is no 2xx */
  callValid(operation: Operation, input: ValidCall): Promise<Exchange & { readonly answer: Answer }>;
  /** Decides a check; the first fault stays. */
  judge(code: CheckCode, exchange: Exchange, fault: JudgedFault | undefined): void;
  /** Says why a check is not judged, unless it is decided. */
  leave(code: CheckCode, operation: Operation, reason: string): void;
  /** Takes a step; where it is blocked, what is still open afterwards is not judged for that reason. */
  attempt(step: () => Promise<void>): Promise<void>;
  results(): readonly CheckResult[];
}

/** A fault as a law tells it: pointer and mark default to those of the response. */
export type JudgedFault = Pick<Fault, "expected" | "found"> &
  Partial<Pick<Fault, "pointer" | "assumed">> &
  Evidence;

interface State {
  verdict: "open" | "held" | "broken";
  reason?: string;
  failure?: Failure;
}

/** Why nothing is judged by an answer that asks to wait. */
export const keptWaiting: string = "the server kept asking to wait (429)";

/** A scenario that has not begun. */
export function beginScenario(session: Session, scenario: Scenario): ScenarioRun {
  const { redactor, schemas } = session;
  const random = createRandom(session.seed, scenario.id);
  const states = new Map(
    scenario.checks.map((check) => [`${check.operation} ${check.code}`, { check, state: newState() }]),
  );
  const stateOf = (code: CheckCode, operation: Operation) => states.get(`${operation.id} ${code}`);
  const exchanges: Exchange[] = [];
  let blockedBy = "the scenario did not come to it";

  const leave: ScenarioRun["leave"] = (code, operation, reason) => {
    const entry = stateOf(code, operation);
    if (entry?.state.verdict === "open") entry.state.reason ??= reason;
  };
  const judge: ScenarioRun["judge"] = (code, exchange, fault) => {
    const entry = stateOf(code, exchange.operation);
    if (entry === undefined || entry.state.verdict === "broken") return;
    const isOfLaw = !conformanceCodes.includes(code);
    if (fault !== undefined && isOfLaw && exchange.answer.kind === "answer" && exchange.answer.status === 429)
      return leave(code, exchange.operation, keptWaiting);
    entry.state.verdict = fault === undefined ? "held" : "broken";
    if (fault === undefined) return;
    const { compared, sought } = fault;
    const { phase } = scenario;
    const replay = replayOf(session, { exchanges, failing: exchange, phase, evidence: { compared, sought } });
    const failure = failureOf(session, { check: entry.check, exchange }, fault);
    entry.state.failure = replay === undefined ? failure : { ...failure, replay };
  };
  const sendCall: ScenarioRun["send"] = async (operation, input) => {
    if (session.signal.aborted) throw new Blocked("the run was stopped");
    const exchange = await session.call(operation, input);
    exchanges.push(exchange);
    recordCreation(session, input, exchange);
    recordDeletion(session, input, exchange);
    const { answer } = exchange;
    if (answer.kind === "no-answer" && answer.cause === "unsent") throw new Blocked(answer.reason);
    if (answer.kind === "no-answer" && answer.cause === "stopped") throw new Blocked("the run was stopped");
    return exchange;
  };
  const call: ScenarioRun["call"] = async (operation, input, licensed = []) => {
    const exchange = await sendCall(operation, input);
    for (const finding of judgeAnswer({ schemas, operation, licensed }, exchange.answer)) {
      if (finding.kind === "not-judged") leave(finding.code, operation, finding.reason);
      else judge(finding.code, exchange, finding.kind === "broken" ? finding.fault : undefined);
    }
    return exchange;
  };
  const callValid: ScenarioRun["callValid"] = async (operation, input) => {
    const exchange = await call(operation, input);
    const { answer } = exchange;
    const name = `${operation.method} ${operation.path}`;
    if (answer.kind === "no-answer") throw new Blocked(`${name}: no answer, ${answer.reason}`);
    const excuse = excuseFor(operation, input, answer);
    const accepted = answer.status >= 200 && answer.status < 300;
    if (excuse !== undefined) leave("accepted", operation, excuse);
    else judge("accepted", exchange, accepted ? undefined : refusal(operation, input, answer));
    if (!accepted) throw new Blocked(`${name} answered ${answer.status}`);
    return { ...exchange, answer };
  };
  return {
    session,
    scenario,
    random,
    word: () => randomWord(random, 8),
    call,
    send: sendCall,
    callValid,
    judge,
    leave,
    attempt: async (step) => {
      try {
        await step();
      } catch (error) {
        // Anything else is a mistake of this package, and must not pass for a check that was not judged.
        const isForeseen = [Blocked, CredentialsRefused, Unsendable].some((kind) => error instanceof kind);
        if (!isForeseen || !(error instanceof Error)) throw error;
        blockedBy = error.message;
      }
    },
    results: () =>
      [...states.values()].map(({ check, state }) =>
        resultOf(scenario, { check, state }, redactor.text(state.reason ?? blockedBy)),
      ),
  };
}

/** Why a refusal of a valid request may be right, or is told elsewhere; absent where neither is so. */
function excuseFor(operation: Operation, input: ValidCall, { status }: Answer): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) return keptWaiting;
  const documented = findResponse(operation, status) !== undefined;
  // Another check says so already.
  if (status >= 500 || (!documented && !standardStatuses.has(status))) return `the server answered ${status}`;
  if (status === 409 && documented) return "the server answered 409: what was sent clashes with what it has";
  const refused = documented && [400, 404, 422].includes(status);
  return input.refers === true && refused
    ? `the example names things that this server may not have (${status})`
    : undefined;
}

function refusal(operation: Operation, input: ValidCall, { status }: Answer): JudgedFault {
  const assumed = operation.responses.some((response) => response.assumed && response.status.startsWith("2"));
  return {
    expected: "a 2xx: the request is valid",
    found: `status ${status}`,
    pointer: input.pointer ?? operation.pointer,
    assumed,
  };
}

function failureOf(
  { redactor }: Session,
  { check, exchange }: { readonly check: Check; readonly exchange: Exchange },
  fault: JudgedFault,
): Failure {
  const { operation, answer } = exchange;
  const response = answer.kind === "answer" ? findResponse(operation, answer.status) : undefined;
  return {
    expected: redactor.text(fault.expected),
    found: redactor.text(fault.found),
    pointer: fault.pointer ?? check.pointer,
    assumed: fault.assumed ?? response?.assumed ?? false,
    request: showRequest(exchange.request, redactor),
    ...(answer.kind === "answer" ? { response: showResponse(answer, redactor) } : {}),
    curl: curlLine(exchange, redactor),
  };
}

function resultOf(
  scenario: Scenario,
  { check, state }: { readonly check: Check; readonly state: State },
  reason: string,
): CheckResult {
  if (state.verdict === "open") return { check, scenario: scenario.id, verdict: "not-judged", reason };
  const result = { check, scenario: scenario.id, verdict: state.verdict };
  return state.failure === undefined ? result : { ...result, failure: state.failure };
}

function newState(): State {
  return { verdict: "open" };
}

/** The JSON object in an answer. @throws Blocked where there is none */
export function objectIn({ operation, answer }: Exchange): { readonly [member: string]: Json } {
  const body = answer.kind === "answer" ? answer.json : undefined;
  if (typeof body === "object" && body !== null && !Array.isArray(body))
    return body as { readonly [member: string]: Json };
  throw new Blocked(`${operation.method} ${operation.path} answered no JSON object`);
}
