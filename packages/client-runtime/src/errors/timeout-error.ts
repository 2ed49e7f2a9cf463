import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** The answer was not there in time. */
export interface TimeoutError extends ClientError {
  readonly name: "TimeoutError";
}

/** The class of a {@link TimeoutError}. */
export const TimeoutError: ErrorClass<TimeoutError> = /* @__PURE__ */ namedError("TimeoutError");

/** Whether it is a {@link TimeoutError}; holds across minifiers and copies of the package. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return isNamed(error, "TimeoutError");
}
