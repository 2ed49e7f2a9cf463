// The mock without a port: a request in, the document's answer out.
import type { ApiModel, Server } from "@specloom/api-model";
import { Hono } from "hono";
import { getPath } from "hono/utils/url";
import { createFaultAnswers, type FaultAnswers } from "../answer/fault-answer.ts";
import { fault, type Fault } from "../answer/fault.ts";
import { toResponse } from "../answer/to-response.ts";
import { createPrincipals } from "../auth/principals.ts";
import { answerTokenRequest, tokenEndpoints } from "../auth/token-endpoint.ts";
import { createLifecycleIndex } from "../plan/lifecycle-index.ts";
import { createOperationPlan, type OperationPlan } from "../plan/operation-plan.ts";
import { createRandom, type Random } from "../random.ts";
import { createValidators } from "../schema/validators.ts";
import { CredentialStore } from "../state/credential-store.ts";
import { openDatabase } from "../state/database.ts";
import { EntityStore } from "../state/entity-store.ts";
import { handleOperation, type Handled } from "./handle-operation.ts";
import type { Handler } from "./handler.ts";
import { createIdentities, type Identity } from "./identities.ts";
import type { MockContext } from "./mock-context.ts";
import { createMutantServer, mutantOf } from "./mutant-server.ts";
import type { Mutation } from "./mutation.ts";
import { allowedMethods, basePathOf, createRoutes, type Route } from "./routes.ts";
import { STEPS } from "./steps.ts";

/** One request that was answered, for a log. */
export interface ObservedExchange {
  readonly request: Request;
  readonly response: Response;
  /** What was wrong, where the answer tells of a fault. */
  readonly fault?: string;
}

export interface MockAppOptions {
  /** What to serve. */
  readonly model: ApiModel;
  /**
   * Decides ids, secrets and tenants: the same seed, the same mock.
   * @default 1
   */
  readonly seed?: number;
  /**
   * The clock, in milliseconds since 1970.
   * @default Date.now
   */
  readonly now?: () => number;
  /**
   * Where ids and secrets come from, a number from 0 (included) to 1 (excluded) a call.
   * @default a generator started from `seed`
   */
  readonly random?: Random;
  /** Told of every answer. */
  readonly observe?: (exchange: ObservedExchange) => void;
  /** A fault to serve with, from `@specloom/mock-server/mutants`. */
  readonly mutant?: { readonly arm: () => Mutation };
}

/** A mock in this process. */
export interface MockApp {
  /** Answers one request; never rejects because of what a request holds. */
  fetch(request: Request): Promise<Response>;
  /** Whom the mock knows: two tenants with a client each where the document speaks of tenants, else two clients. */
  readonly identities: readonly Identity[];
  /** Paths at which tokens are issued, by the document's `oauth2` schemes. */
  readonly tokenPaths: readonly string[];
}

/**
 * Serves a model in this process: no port, no file, state in memory.
 * @throws {Error} where this Node has no `node:sqlite` (before 22.13)
 * @example
 * const mock = createMockApp({ model });
 * const response = await mock.fetch(new Request("http://mock/pets"));
 */
export function createMockApp(options: MockAppOptions): MockApp {
  const context = createContext(options);
  const observe = options.observe ?? (() => {});
  const handler = createHandler(context, observe, options.mutant?.arm());
  const mutants = createMutantServer(context.model, (mutation) => createHandler(context, observe, mutation));
  return {
    fetch: async (request) => {
      const id = mutantOf(request);
      return id === undefined ? handler.fetch(request) : mutants.fetch(request, id);
    },
    identities: createIdentities(context),
    tokenPaths: handler.tokenPaths,
  };
}

type Observe = (exchange: ObservedExchange) => void;

function createHandler(shared: MockContext, observe: Observe, mutation: Mutation = {}): Handler {
  const context = mutation.context?.(shared) ?? shared;
  const steps = mutation.steps?.(STEPS) ?? STEPS;
  const lifecycles = createLifecycleIndex(context.model);
  const faults = createFaultAnswers(context);
  const finish = (request: Request, handled: Handled, isToken = false): Response | Promise<Response> => {
    const told = (response: Response): Response => {
      observe({
        request,
        response,
        ...(handled.fault === undefined ? {} : { fault: handled.fault.sentence }),
      });
      return response;
    };
    const { answer, ...about } = { ...handled, request, context, isToken };
    const response = toResponse(mutation.answer?.(answer, about) ?? answer);
    if (mutation.response === undefined) return told(response);
    const changed = mutation.response(response, about);
    return changed instanceof Promise ? changed.then(told) : told(changed);
  };
  const failed = (request: Request, problem: Fault): Response | Promise<Response> =>
    finish(request, { answer: faults.answer(problem), fault: problem });

  const app = new Hono({ getPath: pathReader(context.model) });
  const endpoints = tokenEndpoints(context);
  for (const endpoint of endpoints) {
    app.all(endpoint.path, async ({ req: { raw } }) =>
      finish(raw, { answer: await answerTokenRequest(raw, endpoint, { context, lifecycles }) }, true),
    );
  }
  const plans = new Map<string, OperationPlan>();
  for (const route of createRoutes(context.model.operations)) {
    app.all(route.pattern, async ({ req }) => {
      const operation = operationOf(route, req.method);
      if (operation === undefined) return finish(req.raw, notAllowed(route, req.method, faults));
      let plan = plans.get(operation.id);
      if (plan === undefined) {
        plan = createOperationPlan(operation, context, lifecycles);
        plans.set(operation.id, plan);
      }
      const pathTexts = route.readParameters((name) => req.param(name) ?? "");
      return finish(
        req.raw,
        await handleOperation({ request: req.raw, plan, pathTexts }, { context, steps, faults }),
      );
    });
  }
  app.notFound(({ req }) => failed(req.raw, fault("not-found", `the document has no path ${req.path}`)));
  app.onError((error, { req }) => failed(req.raw, fault("internal", `the mock failed: ${error.message}`)));
  return {
    fetch: (request) => app.fetch(request),
    tokenPaths: endpoints.map(({ path }) => path),
  };
}

function createContext(options: MockAppOptions): MockContext {
  const { model, seed = 1, now = Date.now } = options;
  const database = openDatabase();
  return {
    model,
    schemas: model.schemas,
    validators: createValidators(model.schemas),
    entities: new EntityStore(database),
    credentials: new CredentialStore(database),
    principals: createPrincipals(model, createRandom(seed)),
    now,
    random: options.random ?? createRandom(seed + 1),
    seed,
  };
}

/** A HEAD that the document does not have is answered as GET, without the body. */
function operationOf({ operations }: Route, method: string): ReturnType<Route["operations"]["get"]> {
  return operations.get(method) ?? (method === "HEAD" ? operations.get("GET") : undefined);
}

function notAllowed(route: Route, method: string, faults: FaultAnswers): Handled {
  const allow = allowedMethods(route);
  const problem = fault("method-not-allowed", `this path takes ${allow}, not ${method}`, {
    headers: { allow },
  });
  return { answer: faults.answer(problem, [...route.operations.values()][0]), fault: problem };
}

/** The path of a request, without the base path of the document's server where the call carries it. */
function pathReader(model: ApiModel): (request: Request) => string {
  const base = basePathOf(model.servers.map(serverUrl), model.operations);
  if (base === "") return getPath;
  return (request) => {
    const path = getPath(request);
    return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  };
}

function serverUrl({ url, variables }: Server): string {
  return variables.reduce(
    (filled, { name, default: value }) => filled.replaceAll(`{${name}}`, () => value),
    url,
  );
}
