import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 403: the credentials do not allow it. */
export interface ForbiddenError extends StatusError {
  readonly name: "ForbiddenError";
  readonly status: 403;
}

/** The class of a {@link ForbiddenError}. */
export const ForbiddenError: ErrorClass<ForbiddenError> = /* @__PURE__ */ namedError(
  "ForbiddenError",
  StatusError,
);

/** Whether it is a {@link ForbiddenError}; holds across minifiers and copies of the package. */
export function isForbiddenError(error: unknown): error is ForbiddenError {
  return isNamed(error, "ForbiddenError");
}
