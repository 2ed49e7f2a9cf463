import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** The caller aborted through `signal`. `cause` is the reason of the signal. */
export interface AbortError extends ClientError {
  readonly name: "AbortError";
}

/** The class of a {@link AbortError}. */
export const AbortError: ErrorClass<AbortError> = /* @__PURE__ */ namedError("AbortError");

/** Whether it is a {@link AbortError}; holds across minifiers and copies of the package. */
export function isAbortError(error: unknown): error is AbortError {
  return isNamed(error, "AbortError");
}
