/** What the mock reads of a request: a `Request` is one, and so is what the port hands in without making a `Request`. */
export interface IncomingRequest {
  readonly method: string;
  /** Absolute, normalised as `URL` does it. */
  readonly url: string;
  readonly headers: {
    get(name: string): string | null;
    has(name: string): boolean;
  };
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
  formData(): Promise<FormData>;
}
