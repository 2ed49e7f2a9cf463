import { ClientError, isNamed, type ErrorDetails } from "../errors/client-error.ts";

/** One thing that is wrong with an answer. No value of the answer is in it. */
export interface ValidationFault {
  /** JSON pointer into the body (RFC 6901); empty for the whole. */
  readonly pointer: string;
  /** What the document asks for: `must be string`. */
  readonly message: string;
  /** What was found, by its kind: `a number`. */
  readonly found: string;
}

/** What is known of an answer that does not match. */
export interface ValidationDetails extends ErrorDetails {
  readonly operation: string;
  readonly status: number;
  readonly faults: readonly ValidationFault[];
}

/**
 * An answer does not match the document. Its values are in no member of the error; `response` has its body unread.
 * `attempts` does not count requests that were repeated.
 */
export class ResponseValidationError extends ClientError {
  override get name(): "ResponseValidationError" {
    return "ResponseValidationError";
  }
  /** Method and path template: `GET /things/{thing_id}`. */
  readonly operation: string;
  readonly status: number;
  /** What is wrong, in the order of the schema. */
  readonly faults: readonly ValidationFault[];
  declare readonly response: Response;

  constructor(message: string, details: ValidationDetails) {
    super(message, details);
    this.operation = details.operation;
    this.status = details.status;
    this.faults = details.faults;
  }
}

/** Whether it is a {@link ResponseValidationError}; holds across minifiers and copies of the package. */
export function isResponseValidationError(error: unknown): error is ResponseValidationError {
  return isNamed(error, "ResponseValidationError");
}
