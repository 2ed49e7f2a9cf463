// The parent of every error that this package throws, and how one is known without `instanceof`.

/** Registered, so that two copies of this package in one program know each other's errors. */
const family: unique symbol = Symbol.for("@specloom/client-runtime/error");

/** The request of a failed call. Secrets are redacted. */
export interface RequestSummary {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is known of a failed call. */
export interface ErrorDetails {
  readonly request?: RequestSummary | undefined;
  readonly response?: Response | undefined;
  readonly body?: unknown;
  readonly cause?: unknown;
  readonly attempts?: number;
  readonly mayHaveTakenEffect?: boolean;
}

/** Parent of all errors of this package. Nothing in it holds a secret: headers, URL and body are redacted. */
export class ClientError extends Error {
  /** The class's name; a literal, so it survives minifiers. */
  override get name(): string {
    return "ClientError";
  }
  /** What was sent; absent where nothing was. */
  declare readonly request: RequestSummary | undefined;
  /** The answer, its body read; absent where none came. Not enumerable, so that it is in no log. */
  declare readonly response: Response | undefined;
  /** The parsed body of the answer, redacted; the text where it is not JSON. */
  declare readonly body: unknown;
  /** How many requests the call made. */
  declare readonly attempts: number;
  /** True where the server may have done what was asked although the call failed: look before asking again. */
  declare readonly mayHaveTakenEffect: boolean;
  /** `X-Request-ID` of the answer, for a support request. */
  declare readonly requestID: string | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details);
    const { response } = details;
    const requestID = response?.headers.get("x-request-id") ?? undefined;
    Object.assign(this, { attempts: 0, mayHaveTakenEffect: false, requestID, response }, details);
    Object.defineProperty(this, "response", { enumerable: false });
  }
}

(ClientError.prototype as { [family]?: true })[family] = true;

/** Whether this package threw it. Holds across minifiers and copies of the package. */
export function isClientError(error: unknown): error is ClientError {
  return family in (Object(error) as object);
}

/** Whether it is ours and has that name. */
export function isNamed(error: unknown, name: string): boolean {
  return isClientError(error) && error.name === name;
}
