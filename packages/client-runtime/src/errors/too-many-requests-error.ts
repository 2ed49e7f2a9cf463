import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 429: the rate limit is reached. */
export class TooManyRequestsError extends StatusError {
  override get name(): "TooManyRequestsError" {
    return "TooManyRequestsError";
  }
  declare readonly status: 429;
}

/** Whether it is a {@link TooManyRequestsError}; holds across minifiers and copies of the package. */
export function isTooManyRequestsError(error: unknown): error is TooManyRequestsError {
  return isNamed(error, "TooManyRequestsError");
}
