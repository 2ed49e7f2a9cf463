import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** The connection failed, before the answer or in the middle of it. `cause` is what `fetch` said. */
export interface ConnectionError extends ClientError {
  readonly name: "ConnectionError";
}

/** The class of a {@link ConnectionError}. */
export const ConnectionError: ErrorClass<ConnectionError> = /* @__PURE__ */ namedError("ConnectionError");

/** Whether it is a {@link ConnectionError}; holds across minifiers and copies of the package. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return isNamed(error, "ConnectionError");
}
