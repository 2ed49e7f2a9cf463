import { ClientError, isNamed } from "./client-error.ts";

/** The caller aborted through `signal`. `cause` is the reason of the signal. */
export class AbortError extends ClientError {
  override get name(): "AbortError" {
    return "AbortError";
  }
}

/** Whether it is a {@link AbortError}; holds across minifiers and copies of the package. */
export function isAbortError(error: unknown): error is AbortError {
  return isNamed(error, "AbortError");
}
