import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** A list cannot be walked on: a page leads back to one that was read, or lacks what leads further. */
export interface PaginationError extends ClientError {
  readonly name: "PaginationError";
}

/** The class of a {@link PaginationError}. */
export const PaginationError: ErrorClass<PaginationError> = /* @__PURE__ */ namedError("PaginationError");

/** Whether it is a {@link PaginationError}; holds across minifiers and copies of the package. */
export function isPaginationError(error: unknown): error is PaginationError {
  return isNamed(error, "PaginationError");
}
