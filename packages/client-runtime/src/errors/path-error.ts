import { ClientError, isNamed } from "./client-error.ts";

/** A path value was refused before anything was sent: missing, empty, or one that would address another endpoint. */
export class PathError extends ClientError {
  override get name(): "PathError" {
    return "PathError";
  }
}

/** Whether it is a {@link PathError}; holds across minifiers and copies of the package. */
export function isPathError(error: unknown): error is PathError {
  return isNamed(error, "PathError");
}
