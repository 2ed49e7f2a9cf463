import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 422: well-formed but not acceptable. */
export class UnprocessableContentError extends StatusError {
  override get name(): "UnprocessableContentError" {
    return "UnprocessableContentError";
  }
  declare readonly status: 422;
}

/** Whether it is a {@link UnprocessableContentError}; holds across minifiers and copies of the package. */
export function isUnprocessableContentError(error: unknown): error is UnprocessableContentError {
  return isNamed(error, "UnprocessableContentError");
}
