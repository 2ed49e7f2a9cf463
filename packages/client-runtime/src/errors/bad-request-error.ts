import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 400: the server refuses the request as it is. */
export interface BadRequestError extends StatusError {
  readonly name: "BadRequestError";
  readonly status: 400;
}

/** The class of a {@link BadRequestError}. */
export const BadRequestError: ErrorClass<BadRequestError> = /* @__PURE__ */ namedError(
  "BadRequestError",
  StatusError,
);

/** Whether it is a {@link BadRequestError}; holds across minifiers and copies of the package. */
export function isBadRequestError(error: unknown): error is BadRequestError {
  return isNamed(error, "BadRequestError");
}
