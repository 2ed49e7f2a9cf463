import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** The answer says success but its body is not what the operation promises. The call took effect. */
export interface DecodeError extends ClientError {
  readonly name: "DecodeError";
}

/** The class of a {@link DecodeError}. */
export const DecodeError: ErrorClass<DecodeError> = /* @__PURE__ */ namedError("DecodeError");

/** Whether it is a {@link DecodeError}; holds across minifiers and copies of the package. */
export function isDecodeError(error: unknown): error is DecodeError {
  return isNamed(error, "DecodeError");
}
