import { ClientError, isNamed } from "./client-error.ts";

/** The connection failed, before the answer or in the middle of it. `cause` is what `fetch` said. */
export class ConnectionError extends ClientError {
  override get name(): "ConnectionError" {
    return "ConnectionError";
  }
}

/** Whether it is a {@link ConnectionError}; holds across minifiers and copies of the package. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return isNamed(error, "ConnectionError");
}
