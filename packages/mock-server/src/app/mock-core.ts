// The mock as both doors share it: a request in, an answer out that is not yet written. The doors are `createMockApp`, for
// `Request` and `Response`, and `startMockServer`, for a port.
import type { ApiModel, Server } from "@specloom/api-model";
import { createFaultAnswers, type FaultAnswers } from "../answer/fault-answer.ts";
import { fault, type Fault } from "../answer/fault.ts";
import { answerTokenRequest, tokenEndpoints } from "../auth/token-endpoint.ts";
import { createLifecycleIndex, type LifecycleIndex } from "../plan/lifecycle-index.ts";
import { createOperationPlan, type OperationPlan } from "../plan/operation-plan.ts";
import { preferredAnswer, type PreferredCall } from "../prefer/preferred-answer.ts";
import { readPreferences } from "../prefer/read-preferences.ts";
import { whenSettled, type Settled } from "../settled.ts";
import type { Answer, Caller } from "./exchange.ts";
import { handleOperation, type Handled } from "./handle-operation.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { MockContext } from "./mock-context.ts";
import { aboutAnswer, type Mutation } from "./mutation.ts";
import { allowedMethods, basePathOf, createRoutes, type Route } from "./routes.ts";
import { STATIC_STEPS } from "./static-steps.ts";
import { STEPS, type Step } from "./steps.ts";

export interface MockCore {
  readonly context: MockContext;
  /** Paths at which tokens are issued. */
  readonly tokenPaths: readonly string[];
  /** The answer that tells of a fault which the door itself found. */
  readonly refuse: (problem: Fault) => Handled;
  /** Answers as if the caller had shown its credentials. */
  readonly answerAs: (caller: Caller, request: IncomingRequest) => Settled<Handled>;
  /** Never rejects because of what a request holds. */
  readonly answer: (request: IncomingRequest) => Settled<Handled>;
}

interface Parts {
  readonly context: MockContext;
  readonly lifecycles: LifecycleIndex;
  readonly faults: FaultAnswers;
}

/** @param mutation Bends the mock on purpose; cores with different ones may share a context. */
export function createMockCore(shared: MockContext, mutation: Mutation = {}): MockCore {
  const context = mutation.context?.(shared) ?? shared;
  const lifecycles = createLifecycleIndex(context.model);
  const parts: Parts = { context, lifecycles, faults: createFaultAnswers(context) };
  const endpoints = tokenEndpoints(context);
  const findRoute = createRoutes(context.model.operations, context.schemas);
  const planOf = createPlanner(parts);
  const pathOf = pathReader(context.model);
  const byPath = new Map(
    endpoints.map((endpoint) => [pathOf(`http://mock.invalid${endpoint.path}`), endpoint]),
  );
  const usual = context.isStatic ? STATIC_STEPS : STEPS;
  const steps = mutation.steps?.(usual) ?? usual;
  const bend = (request: IncomingRequest, handled: Handled): Handled =>
    mutation.answer === undefined
      ? handled
      : { ...handled, answer: mutation.answer(handled.answer, aboutAnswer(handled, request, context)) };

  const dispatch = (request: IncomingRequest, caller?: Caller): Settled<Handled> => {
    const path = pathOf(request.url);
    const endpoint = byPath.get(path);
    if (endpoint !== undefined)
      return answerTokenRequest(request, endpoint, parts).then((answer) => ({ answer, isToken: true }));
    const found = findRoute(path, request.method);
    if (found === undefined) return failed(parts, fault("not-found", `the document has no path ${path}`));
    const operation = operationOf(found.route, request.method);
    if (operation === undefined) return notAllowed(found.route, request.method, parts);
    const preferences = readPreferences(request.headers.get("prefer"));
    if (preferences !== undefined) return preferred(parts, request, { operation, preferences });
    const call = { request, plan: planOf(operation), pathTexts: found.pathTexts };
    const taken = caller === undefined ? steps : stepsAs(caller, steps);
    return handleOperation(call, { context, steps: taken, faults: parts.faults });
  };
  const fail = (error: unknown): Handled => failed(parts, internal(error));
  /** What is answered has been kept, and so has what it shows of others' writes. */
  const keep = (handled: Handled): Settled<Handled> =>
    context.committed()?.then(() => handled, fail) ?? handled;
  const attempt = (caller: Caller | undefined, request: IncomingRequest): Settled<Handled> => {
    try {
      const handled = dispatch(request, caller);
      return handled instanceof Promise ? handled.catch(fail) : handled;
    } catch (error) {
      return fail(error);
    }
  };
  return {
    context,
    tokenPaths: endpoints.map(({ path }) => path),
    refuse: (problem) => failed(parts, problem),
    answerAs: (caller, request) => whenSettled(attempt(caller, request), keep),
    answer: (request) =>
      whenSettled(attempt(undefined, request), (handled) =>
        whenSettled(keep(handled), (kept) => bend(request, kept)),
      ),
  };
}

/** A plan is worked out when its operation is first called: a large document starts as fast as a small one. */
function createPlanner({
  context,
  lifecycles,
}: Parts): (operation: OperationPlan["operation"]) => OperationPlan {
  const plans = new Map<string, OperationPlan>();
  return (operation) => {
    const known = plans.get(operation.id);
    if (known !== undefined) return known;
    const plan = createOperationPlan(operation, context, lifecycles);
    plans.set(operation.id, plan);
    return plan;
  };
}

function preferred(
  { context, faults }: Parts,
  request: IncomingRequest,
  call: Pick<PreferredCall, "operation" | "preferences">,
): Handled {
  const outcome = preferredAnswer(context, { ...call, accept: request.headers.get("accept") });
  if (!("sentence" in outcome)) return { answer: outcome };
  return { answer: faults.answer(outcome, call.operation), fault: outcome };
}

/** The steps for a caller who need not authenticate. */
function stepsAs(caller: Caller, steps: readonly Step[]): readonly Step[] {
  const assume: Step = {
    name: "assume",
    run: (exchange) => {
      exchange.caller = caller;
      return undefined;
    },
  };
  return [assume, ...steps.filter(({ name }) => name !== "authenticate")];
}

function failed({ faults }: Parts, problem: Fault): Handled {
  return { answer: faults.answer(problem), fault: problem };
}

function internal(error: unknown): Fault {
  return fault("internal", `the mock failed: ${error instanceof Error ? error.message : String(error)}`);
}

/** A HEAD that the document does not have is answered as GET; the doors leave the body out. */
function operationOf({ operations }: Route, method: string): ReturnType<Route["operations"]["get"]> {
  return operations.get(method) ?? (method === "HEAD" ? operations.get("GET") : undefined);
}

function notAllowed(route: Route, method: string, { faults }: Parts): Handled {
  const allow = allowedMethods(route);
  const problem = fault("method-not-allowed", `this path takes ${allow}, not ${method}`, {
    headers: { allow },
  });
  const answer: Answer = faults.answer(problem, [...route.operations.values()][0]);
  return { answer, fault: problem };
}

/** The path of a request, without the base path of the document's server, or of an operation's own, where the call carries it. */
function pathReader(model: ApiModel): (url: string) => string {
  const { operations } = model;
  const lists = new Set([model.servers, ...operations.flatMap(({ servers }) => (servers ? [servers] : []))]);
  const bases = [...lists].map((servers) => basePathOf(servers.map(serverUrl), operations));
  const longestFirst = [...new Set(bases)]
    .filter((base) => base !== "")
    .toSorted((one, other) => other.length - one.length);
  return (url) => {
    const path = pathOfUrl(url);
    const base = longestFirst.find((one) => path.startsWith(`${one}/`)) ?? "";
    return path.slice(base.length);
  };
}

/** What stands between the authority and the query, as it is written. */
function pathOfUrl(url: string): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}

function serverUrl({ url, variables }: Server): string {
  return variables.reduce(
    (filled, { name, default: value }) => filled.replaceAll(`{${name}}`, () => value),
    url,
  );
}
