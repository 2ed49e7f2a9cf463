import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 5xx: the server failed. */
export class ServerError extends StatusError {
  override get name(): "ServerError" {
    return "ServerError";
  }
}

/** Whether it is a {@link ServerError}; holds across minifiers and copies of the package. */
export function isServerError(error: unknown): error is ServerError {
  return isNamed(error, "ServerError");
}
