import { ClientError, isNamed } from "./client-error.ts";

/** The answer says success but its body is not what the operation promises. The call took effect. */
export class DecodeError extends ClientError {
  override get name(): "DecodeError" {
    return "DecodeError";
  }
}

/** Whether it is a {@link DecodeError}; holds across minifiers and copies of the package. */
export function isDecodeError(error: unknown): error is DecodeError {
  return isNamed(error, "DecodeError");
}
