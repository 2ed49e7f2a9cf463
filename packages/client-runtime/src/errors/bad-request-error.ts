import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 400: the server refuses the request as it is. */
export class BadRequestError extends StatusError {
  override get name(): "BadRequestError" {
    return "BadRequestError";
  }
  declare readonly status: 400;
}

/** Whether it is a {@link BadRequestError}; holds across minifiers and copies of the package. */
export function isBadRequestError(error: unknown): error is BadRequestError {
  return isNamed(error, "BadRequestError");
}
