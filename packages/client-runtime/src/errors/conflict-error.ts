import { isNamed } from "./client-error.ts";
import { StatusError } from "./status-error.ts";

/** Status 409: it conflicts with what is there. */
export class ConflictError extends StatusError {
  override get name(): "ConflictError" {
    return "ConflictError";
  }
  declare readonly status: 409;
}

/** Whether it is a {@link ConflictError}; holds across minifiers and copies of the package. */
export function isConflictError(error: unknown): error is ConflictError {
  return isNamed(error, "ConflictError");
}
