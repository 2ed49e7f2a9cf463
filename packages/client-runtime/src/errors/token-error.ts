import { ClientError, isNamed } from "./client-error.ts";

/** No token could be had. `response` and `body` are those of the token URL, `cause` what went wrong on the way there. */
export class TokenError extends ClientError {
  override get name(): "TokenError" {
    return "TokenError";
  }
}

/** Whether it is a {@link TokenError}; holds across minifiers and copies of the package. */
export function isTokenError(error: unknown): error is TokenError {
  return isNamed(error, "TokenError");
}
