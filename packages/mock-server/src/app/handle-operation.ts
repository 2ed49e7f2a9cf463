import type { FaultAnswers } from "../answer/fault-answer.ts";
import type { Fault } from "../answer/fault.ts";
import type { OperationPlan } from "../plan/operation-plan.ts";
import type { Answer, Exchange } from "./exchange.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { MockContext } from "./mock-context.ts";
import type { Step } from "./steps.ts";

export interface Handling {
  readonly context: MockContext;
  readonly steps: readonly Step[];
  readonly faults: FaultAnswers;
}

export interface Handled {
  readonly answer: Answer;
  readonly fault?: Fault;
  /** Absent where no operation was found. */
  readonly exchange?: Exchange;
  /** Set where a token endpoint answers. */
  readonly isToken?: true;
}

/** Takes one request through the steps. */
export async function handleOperation(
  call: {
    readonly request: IncomingRequest;
    readonly plan: OperationPlan;
    readonly pathTexts: readonly string[];
  },
  { context, steps, faults }: Handling,
): Promise<Handled> {
  const exchange: Exchange = {
    ...call,
    caller: { tenant: undefined, scopes: undefined },
    path: new Map(),
    query: new Map(),
    body: undefined,
    bodyContent: undefined,
    answerContent: undefined,
    ancestors: [],
  };
  for (const step of steps) {
    const pending = step.run(exchange, context);
    const outcome = pending instanceof Promise ? await pending : pending;
    if (outcome === undefined) continue;
    if (!("sentence" in outcome)) return { answer: outcome, exchange };
    return { answer: faults.answer(outcome, call.plan.operation), fault: outcome, exchange };
  }
  throw new Error(`no step answered ${call.plan.operation.id}`);
}
