// Changes of the way that a request takes: a step left out, its refusal ignored, something done before or instead.
import type { Json } from "@specloom/api-model";
import type { Caller, Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import type { Mutation } from "../app/mutation.ts";
import type { Outcome, Step } from "../app/steps.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { Role } from "../plan/lifecycle-index.ts";
import { callOf, type Call } from "./answers.ts";

export type Run = Step["run"];
export type StepName =
  | "authenticate"
  | "path"
  | "tenant"
  | "query"
  | "header"
  | "accept"
  | "body"
  | "ancestors"
  | "perform";

/** Puts another run in the place of a step's. */
export function aroundStep(
  name: StepName,
  around: (run: Run, exchange: Exchange, context: MockContext) => Outcome | Promise<Outcome>,
): Mutation {
  return {
    steps: (steps) =>
      steps.map((step) =>
        step.name === name ? { name, run: (exchange, context) => around(step.run, exchange, context) } : step,
      ),
  };
}

/** Lets pass what a step refuses; what the step sets is set all the same. */
export function ignoreRefusal(
  name: StepName,
  fits: (exchange: Exchange) => boolean = () => true,
): () => Mutation {
  return () =>
    aroundStep(name, async (run, exchange, context) => {
      const outcome = await run(exchange, context);
      if (outcome === undefined || !("sentence" in outcome) || !fits(exchange)) return outcome;
      if (name === "authenticate") exchange.caller = assumedCaller(exchange, context);
      if (name === "accept") exchange.answerContent = exchange.plan.success.contents[0];
      return undefined;
    });
}

/** Whoever the path's tenant belongs to, else the first whom the mock knows. */
export function assumedCaller({ plan, pathTexts }: Exchange, { model, principals }: MockContext): Caller {
  const index = model.tenant === undefined ? -1 : plan.pathNames.indexOf(model.tenant.parameter);
  const found = principals.find(({ tenant }) => tenant === pathTexts[index]) ?? principals[0];
  return { tenant: found?.tenant, scopes: undefined };
}

/** Does what was asked, and refuses it all the same. */
export function refusalTakesEffect(name: StepName, fits: (exchange: Exchange) => boolean): () => Mutation {
  return () => ({
    steps: (steps) =>
      steps.map((step, index) => {
        if (step.name !== name) return step;
        const run: Run = async (exchange, context) => {
          const refusal = await step.run(exchange, context);
          if (refusal === undefined || !fits(exchange)) return refusal;
          if (name === "authenticate") exchange.caller = assumedCaller(exchange, context);
          for (const later of steps.slice(index + 1)) {
            if ((await later.run(exchange, context)) !== undefined) break;
          }
          return refusal;
        };
        return { name, run };
      }),
  });
}

/** Changes what later steps see. */
export function afterStep(
  name: StepName,
  change: (exchange: Exchange, context: MockContext) => void,
): () => Mutation {
  return () =>
    aroundStep(name, async (run, exchange, context) => {
      const outcome = await run(exchange, context);
      if (outcome === undefined) change(exchange, context);
      return outcome;
    });
}

/** Wraps what an operation of these parts is for. */
export function onPerform(
  roles: readonly Role[],
  around: (call: Call, perform: () => Outcome) => Outcome,
): Mutation {
  return aroundStep("perform", (run, exchange, context) => {
    const perform = (): Outcome => {
      const outcome = run(exchange, context);
      // The last step of the mock answers at once.
      return outcome instanceof Promise ? undefined : outcome;
    };
    const call = callOf({ request: exchange.request, exchange, context, isToken: false });
    return call !== undefined && roles.includes(call.role) ? around(call, perform) : perform();
  });
}

/** Changes the body that an operation of these parts works with. */
export function onSent(
  roles: readonly Role[],
  change: (body: JsonObject, call: Call) => JsonObject,
): () => Mutation {
  return () =>
    onPerform(roles, (call, perform) => {
      const body: Json | undefined = call.exchange.body;
      if (isJsonObject(body)) call.exchange.body = change(body, call);
      return perform();
    });
}

/** True for operations of these parts. */
export function playing(...roles: readonly Role[]): (exchange: Exchange) => boolean {
  return ({ plan }) => plan.own !== undefined && roles.includes(plan.own.role);
}
