import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 409: it conflicts with what is there. */
export interface ConflictError extends StatusError {
  readonly name: "ConflictError";
  readonly status: 409;
}

/** The class of a {@link ConflictError}. */
export const ConflictError: ErrorClass<ConflictError> = /* @__PURE__ */ namedError(
  "ConflictError",
  StatusError,
);

/** Whether it is a {@link ConflictError}; holds across minifiers and copies of the package. */
export function isConflictError(error: unknown): error is ConflictError {
  return isNamed(error, "ConflictError");
}
