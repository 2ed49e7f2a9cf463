import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** No token could be had. `response` and `body` are those of the token URL, `cause` what went wrong on the way there. */
export interface TokenError extends ClientError {
  readonly name: "TokenError";
}

/** The class of a {@link TokenError}. */
export const TokenError: ErrorClass<TokenError> = /* @__PURE__ */ namedError("TokenError");

/** Whether it is a {@link TokenError}; holds across minifiers and copies of the package. */
export function isTokenError(error: unknown): error is TokenError {
  return isNamed(error, "TokenError");
}
