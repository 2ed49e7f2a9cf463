import { ClientError, isNamed } from "./client-error.ts";

/** A list cannot be walked on: a page leads back to one that was read, or lacks what leads further. */
export class PaginationError extends ClientError {
  override get name(): "PaginationError" {
    return "PaginationError";
  }
}

/** Whether it is a {@link PaginationError}; holds across minifiers and copies of the package. */
export function isPaginationError(error: unknown): error is PaginationError {
  return isNamed(error, "PaginationError");
}
