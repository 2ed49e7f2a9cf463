import { ClientError, isClientError, type ErrorDetails } from "./client-error.ts";

/** The answer has a status other than 2xx. Statuses that have a class of their own are thrown as that class. */
export class StatusError extends ClientError {
  override get name(): string {
    return "StatusError";
  }
  /** The status of the answer (RFC 9110, section 15). */
  readonly status: number;
  declare readonly response: Response;

  constructor(message: string, details?: ErrorDetails) {
    super(message, details);
    this.status = details?.response?.status ?? 0;
  }
}

/** Whether it is a {@link StatusError} of any class; holds across minifiers and copies of the package. */
export function isStatusError(error: unknown): error is StatusError {
  return isClientError(error) && "status" in error;
}
