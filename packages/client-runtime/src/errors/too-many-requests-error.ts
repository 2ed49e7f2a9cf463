import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 429: the rate limit is reached. */
export interface TooManyRequestsError extends StatusError {
  readonly name: "TooManyRequestsError";
  readonly status: 429;
}

/** The class of a {@link TooManyRequestsError}. */
export const TooManyRequestsError: ErrorClass<TooManyRequestsError> = /* @__PURE__ */ namedError(
  "TooManyRequestsError",
  StatusError,
);

/** Whether it is a {@link TooManyRequestsError}; holds across minifiers and copies of the package. */
export function isTooManyRequestsError(error: unknown): error is TooManyRequestsError {
  return isNamed(error, "TooManyRequestsError");
}
