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
export function createApiPromise<T>({ want, send, read }: PendingCall<T>): ApiPromise<T> {
  // One turn later, so that what is asked of the promise right away is known when the request is sent.
  const response = Promise.resolve().then(send);
  let body: Promise<T> | undefined;
  // A promise by what it does: `catch`, `finally` and `await` go through `then`.
  const promise: ApiPromise<T> = Object.create(Promise.prototype);
  return Object.assign(promise, {
    // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
    then(...handlers: Parameters<Promise<T>["then"]>) {
      want(false);
      return (body ??= response.then(read)).then(...handlers);
    },
    asResponse() {
      want(true);
      return response;
    },
    withResponse: async () => ({ data: await promise, response: await response }),
  }) as ApiPromise<T>;
}
