import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 422: well-formed but not acceptable. */
export interface UnprocessableContentError extends StatusError {
  readonly name: "UnprocessableContentError";
  readonly status: 422;
}

/** The class of a {@link UnprocessableContentError}. */
export const UnprocessableContentError: ErrorClass<UnprocessableContentError> = /* @__PURE__ */ namedError(
  "UnprocessableContentError",
  StatusError,
);

/** Whether it is a {@link UnprocessableContentError}; holds across minifiers and copies of the package. */
export function isUnprocessableContentError(error: unknown): error is UnprocessableContentError {
  return isNamed(error, "UnprocessableContentError");
}
