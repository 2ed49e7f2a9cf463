import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 404: there is no such thing. */
export class NotFoundError extends StatusError {
  override get name(): "NotFoundError" {
    return "NotFoundError";
  }
  declare readonly status: 404;
}

/** Whether it is a {@link NotFoundError}; holds across minifiers and copies of the package. */
export function isNotFoundError(error: unknown): error is NotFoundError {
  return isNamed(error, "NotFoundError");
}
