// The promise of a resource call: the parsed body, or on request the response. The body is read when it is first asked
// for, so that `asResponse` gets it unread.

/** The promise of a resource call. It resolves to the parsed body and rejects with errors of this package. */
export interface ApiPromise<T> extends Promise<T> {
  /**
   * The response with its body unread. It rejects as the call does, for a status other than 2xx too. Ask for it at
   * once, so that `signal` still ends the reading of the body.
   */
  asResponse(): Promise<Response>;
  /** The parsed body together with the response, whose body is read. */
  withResponse(): Promise<{ readonly data: T; readonly response: Response }>;
}

/** What the promise needs of its call. */
export interface PendingCall<T> {
  /** Is told what is wanted of the answer: the response as it comes, or its body parsed. */
  readonly want: (raw: boolean) => void;
  /** Sends the request; rejects for a status other than 2xx. */
  readonly send: () => Promise<Response>;
  /** Reads the body. */
  readonly read: (response: Response) => Promise<T>;
}

/** Makes the promise and sends the request. */
export function createApiPromise<T>(pending: PendingCall<T>): ApiPromise<T> {
  return new CallPromise(pending);
}

class CallPromise<T> extends Promise<T> implements ApiPromise<T> {
  readonly #want: PendingCall<T>["want"];
  readonly #read: PendingCall<T>["read"];
  readonly #response: Promise<Response>;
  #body: Promise<T> | undefined;

  constructor({ want, send, read }: PendingCall<T>) {
    // The promise that this object is by birth is never looked at: `then` hands on to another one.
    super(() => {});
    this.#want = want;
    this.#read = read;
    // One turn later, so that what is asked of the promise right away is known when the request is sent.
    this.#response = Promise.resolve().then(send);
  }

  /** `finally` and its like make plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#want(false);
    this.#body ??= this.#response.then(this.#read);
    return this.#body.then(onFulfilled, onRejected);
  }

  asResponse(): Promise<Response> {
    this.#want(true);
    return this.#response;
  }

  async withResponse(): Promise<{ data: T; response: Response }> {
    return { data: await this, response: await this.#response };
  }
}
