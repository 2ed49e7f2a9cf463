import { BadRequestError } from "./bad-request-error.ts";
import { ConflictError } from "./conflict-error.ts";
import { ForbiddenError } from "./forbidden-error.ts";
import type { ErrorClass } from "./named-error.ts";
import { NotFoundError } from "./not-found-error.ts";
import { ServerError } from "./server-error.ts";
import { StatusError } from "./status-error.ts";
import { TooManyRequestsError } from "./too-many-requests-error.ts";
import { UnauthorizedError } from "./unauthorized-error.ts";
import { UnprocessableContentError } from "./unprocessable-content-error.ts";

const classes: Readonly<Record<number, ErrorClass<StatusError>>> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableContentError,
  429: TooManyRequestsError,
};

/** The class of a status. */
export function statusErrorClass(status: number): ErrorClass<StatusError> {
  return status > 499 ? ServerError : (classes[status] ?? StatusError);
}
