import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 404: there is no such thing. */
export interface NotFoundError extends StatusError {
  readonly name: "NotFoundError";
  readonly status: 404;
}

/** The class of a {@link NotFoundError}. */
export const NotFoundError: ErrorClass<NotFoundError> = /* @__PURE__ */ namedError(
  "NotFoundError",
  StatusError,
);

/** Whether it is a {@link NotFoundError}; holds across minifiers and copies of the package. */
export function isNotFoundError(error: unknown): error is NotFoundError {
  return isNamed(error, "NotFoundError");
}
