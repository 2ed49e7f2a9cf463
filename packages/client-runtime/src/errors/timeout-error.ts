import { ClientError, isNamed } from "./client-error.ts";

/** The answer was not there in time. */
export class TimeoutError extends ClientError {
  override get name(): "TimeoutError" {
    return "TimeoutError";
  }
}

/** Whether it is a {@link TimeoutError}; holds across minifiers and copies of the package. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return isNamed(error, "TimeoutError");
}
