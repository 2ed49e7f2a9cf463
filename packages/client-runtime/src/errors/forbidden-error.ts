import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 403: the credentials do not allow it. */
export class ForbiddenError extends StatusError {
  override get name(): "ForbiddenError" {
    return "ForbiddenError";
  }
  declare readonly status: 403;
}

/** Whether it is a {@link ForbiddenError}; holds across minifiers and copies of the package. */
export function isForbiddenError(error: unknown): error is ForbiddenError {
  return isNamed(error, "ForbiddenError");
}
