import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 401: no valid credentials. */
export class UnauthorizedError extends StatusError {
  override get name(): "UnauthorizedError" {
    return "UnauthorizedError";
  }
  declare readonly status: 401;
}

/** Whether it is a {@link UnauthorizedError}; holds across minifiers and copies of the package. */
export function isUnauthorizedError(error: unknown): error is UnauthorizedError {
  return isNamed(error, "UnauthorizedError");
}
