import type { FaultAnswers } from "../answer/fault-answer.ts";
import type { Fault } from "../answer/fault.ts";
import { withRequiredHeaders } from "../answer/required-headers.ts";
import type { OperationPlan } from "../plan/operation-plan.ts";
import type { Settled } from "../settled.ts";
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
export function handleOperation(
  call: {
    readonly request: IncomingRequest;
    readonly plan: OperationPlan;
    readonly pathTexts: readonly string[];
  },
  handling: Handling,
): Settled<Handled> {
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
  return takeSteps(exchange, handling, 0);
}

function takeSteps(exchange: Exchange, handling: Handling, from: number): Settled<Handled> {
  const { context, steps } = handling;
  for (let index = from; index < steps.length; index += 1) {
    const outcome = steps[index]?.run(exchange, context);
    if (outcome instanceof Promise) {
      return outcome.then((settled) =>
        settled === undefined
          ? takeSteps(exchange, handling, index + 1)
          : conclude(settled, exchange, handling),
      );
    }
    if (outcome !== undefined) return conclude(outcome, exchange, handling);
  }
  throw new Error(`no step answered ${exchange.plan.operation.id}`);
}

function conclude(outcome: Answer | Fault, exchange: Exchange, { context, faults }: Handling): Handled {
  const { operation } = exchange.plan;
  const isFault = "sentence" in outcome;
  const plain = isFault ? faults.answer(outcome, operation) : outcome;
  const answer = withRequiredHeaders(context, operation, plain);
  return { answer, exchange, ...(isFault ? { fault: outcome } : {}) };
}
