// The door without a port: a `Request` in, a `Response` out.
import { toResponse } from "../answer/to-response.ts";
import type { MockContext } from "./mock-context.ts";
import { createMockCore } from "./mock-core.ts";
import { aboutAnswer, type Mutation } from "./mutation.ts";

/** One request that was answered, for a log. */
export interface ObservedExchange {
  readonly request: Request;
  readonly response: Response;
  /** What was wrong, where the answer tells of a fault. */
  readonly fault?: string;
}

/** Answers with one behaviour; several may share one state. */
export interface Handler {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly tokenPaths: readonly string[];
}

export interface HandlerOptions {
  readonly mutation?: Mutation | undefined;
  readonly observe?: ((exchange: ObservedExchange) => void) | undefined;
}

export function createHandler(shared: MockContext, { mutation = {}, observe }: HandlerOptions = {}): Handler {
  const { context, tokenPaths, answer } = createMockCore(shared, mutation);
  return {
    tokenPaths,
    fetch: async (request) => {
      const handled = await answer(request);
      const plain = toResponse(handled.answer, request.method);
      const response = (await mutation.response?.(plain, aboutAnswer(handled, request, context))) ?? plain;
      observe?.({
        request,
        response,
        ...(handled.fault === undefined ? {} : { fault: handled.fault.sentence }),
      });
      return response;
    },
  };
}
