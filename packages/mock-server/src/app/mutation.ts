// How a mock is bent on purpose: the places where a mutant of `src/mutants` can reach in. Types alone, so that a mock
// without a mutant loads nothing for it.
import type { Fault } from "../answer/fault.ts";
import type { Answer, Exchange } from "./exchange.ts";
import type { MockContext } from "./mock-context.ts";
import type { Step } from "./steps.ts";

/** What an answer is about. */
export interface Answering {
  readonly request: Request;
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
