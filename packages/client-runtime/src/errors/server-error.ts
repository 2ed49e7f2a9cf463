import { isNamed } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 5xx: the server failed. */
export interface ServerError extends StatusError {
  readonly name: "ServerError";
}

/** The class of a {@link ServerError}. */
export const ServerError: ErrorClass<ServerError> = /* @__PURE__ */ namedError("ServerError", StatusError);

/** Whether it is a {@link ServerError}; holds across minifiers and copies of the package. */
export function isServerError(error: unknown): error is ServerError {
  return isNamed(error, "ServerError");
}
