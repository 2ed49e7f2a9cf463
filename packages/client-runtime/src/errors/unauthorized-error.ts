import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 401: no valid credentials. */
export interface UnauthorizedError extends StatusError {
  readonly name: "UnauthorizedError";
  readonly status: 401;
}

/** The class of a {@link UnauthorizedError}. */
export const UnauthorizedError: ErrorClass<UnauthorizedError> = /* @__PURE__ */ namedError(
  "UnauthorizedError",
  StatusError,
);

/** Whether it is a {@link UnauthorizedError}; holds across minifiers and copies of the package. */
export function isUnauthorizedError(error: unknown): error is UnauthorizedError {
  return isNamed(error, "UnauthorizedError");
}
