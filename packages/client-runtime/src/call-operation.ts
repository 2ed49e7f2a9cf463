// One call of a resource method, from its arguments to its promise.

import { createApiPromise, type ApiPromise } from "./api-promise.ts";
import { openCall, type Core } from "./core.ts";
import { statusErrorClass } from "./errors/status-error-class.ts";
import { mapArguments } from "./operation-arguments.ts";
import type { OperationDescription } from "./operation-description.ts";
import type { OperationCall } from "./pages.ts";
import { readBody } from "./read-answer.ts";
import { transmit } from "./transport.ts";

/** Calls an operation with the arguments of its method. */
export function callOperation(
  core: Core,
  operation: OperationDescription,
  asked: OperationCall,
): ApiPromise<unknown> {
  const { init, options, params } = mapArguments(operation, asked.args);
  const { method, path, pages, anonymous, readAnswer, idempotencyKey: keyHeader } = operation;
  const call = openCall(core, { ...options, anonymous, keyHeader, raw: readAnswer?.streams });
  const send = async (): Promise<Response> => {
    let isOver = true;
    try {
      const { response, error } = await transmit(core, call, { method, path, init });
      const { ok, status, statusText } = response;
      if (!ok) {
        const problem = [status, said(error) ?? statusText].join(" ").trim();
        throw call.fail(statusErrorClass(status), problem, { body: error });
      }
      // A timer runs on only for an answer that is read here.
      isOver = call.raw !== false;
      return response;
    } finally {
      if (isOver) call.finish();
    }
  };
  const promise = createApiPromise({
    want(raw) {
      call.raw ||= raw;
    },
    send,
    async read(first) {
      try {
        call.resume();
        for (let response = first; ; response = await send()) {
          try {
            const body = await readBody(call, operation, response);
            if (!pages) return body;
            return pages.addSteps(body, {
              operation,
              params,
              options,
              response,
              call,
              ...asked,
              again: (next) => callOperation(core, operation, next),
            });
          } catch (cause) {
            const error = call.failure(cause);
            if (!(await call.pauseToRetry({ error }))) throw error;
          }
        }
      } finally {
        call.finish();
      }
    },
  });
  pages?.addIteration(promise);
  return promise;
}

/** The sentence in which the common error bodies say what is wrong. */
function said(body: unknown): string | undefined {
  const { message, error, error_description, detail, title } = Object(body) as Record<string, unknown>;
  const nested = (Object(error) as { message?: unknown }).message;
  const found = [message, nested, error_description, detail, title, error].find(
    (one) => typeof one === "string",
  );
  return found?.slice(0, 500);
}
