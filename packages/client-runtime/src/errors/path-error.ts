import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** A path value was refused before anything was sent: missing, empty, or one that would address another endpoint. */
export interface PathError extends ClientError {
  readonly name: "PathError";
}

/** The class of a {@link PathError}. */
export const PathError: ErrorClass<PathError> = /* @__PURE__ */ namedError("PathError");

/** Whether it is a {@link PathError}; holds across minifiers and copies of the package. */
export function isPathError(error: unknown): error is PathError {
  return isNamed(error, "PathError");
}
