// How a mock is bent on purpose: the places where a mutant of `src/mutants` can reach in. A mock without a mutant loads
// nothing of them.
import type { Fault } from "../answer/fault.ts";
import type { Answer, Exchange } from "./exchange.ts";
import type { Handled } from "./handle-operation.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { MockContext } from "./mock-context.ts";
import type { Step } from "./steps.ts";

/** What an answer is about. */
export interface Answering {
  readonly request: IncomingRequest;
  readonly context: MockContext;
  /** Absent where no operation was found. */
  readonly exchange?: Exchange;
  /** Set where the answer tells of a fault. */
  readonly fault?: Fault;
  /** True for answers of a token endpoint. */
  readonly isToken: boolean;
}

/** One change of a mock's behaviour; each member is one place of it. */
export interface Mutation {
  /** Wraps the state, the judges, the clock. */
  readonly context?: (context: MockContext) => MockContext;
  readonly steps?: (steps: readonly Step[]) => readonly Step[];
  readonly answer?: (answer: Answer, about: Answering) => Answer;
  /** The answer as bytes. */
  readonly response?: (response: Response, about: Answering) => Response | Promise<Response>;
}

/** What a mutant is told of an answer. */
export function aboutAnswer(handled: Handled, request: IncomingRequest, context: MockContext): Answering {
  const { exchange, fault, isToken = false } = handled;
  return {
    request,
    context,
    isToken,
    ...(exchange === undefined ? {} : { exchange }),
    ...(fault === undefined ? {} : { fault }),
  };
}
