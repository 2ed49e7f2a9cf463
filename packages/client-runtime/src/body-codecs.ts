// Where an operation's data names how a body is written and an answer is read that are not JSON. Writers and readers
// live in modules of their own, which generated data imports only where its document has them: a client of a JSON API
// carries none of it.

/**
 * Writes a body onto the wire, as openapi-fetch's `bodySerializer` does. `headers` are those of the request: a writer whose
 * content type is made with the body (multipart) gives a `FormData` and leaves {@link OperationDescription.mediaType} out.
 */
export type BodyWriter = (body: unknown, headers: Headers) => NonNullable<RequestInit["body"]>;

/** Reads the answer of an operation. */
export interface AnswerReader {
  /** Header `Accept` of the request. */
  readonly accept: string;
  /**
   * True where the result hands the body on before it has ended (a stream, an async iterable). The caller's signal
   * reaches the body then, and the time limit ends with the headers. @default false
   */
  readonly streams?: true;
  /**
   * What the method resolves to. It may be called again where the body broke off and the call may be repeated.
   *
   * @throws What {@link AnswerReading.fail} gives where the body is not what was promised; what the body itself throws
   *   becomes a `ConnectionError`.
   */
  readonly read: (response: Response, reading: AnswerReading) => unknown;
}

/** What a reader is given beside the response. */
export interface AnswerReading {
  /** The `DecodeError` of a body that is not what was promised. */
  readonly fail: (problem: string) => Error;
}
