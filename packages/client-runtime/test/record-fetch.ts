import type { Fetch } from "../src/index.ts";

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Recorder {
  readonly fetch: Fetch;
  readonly sent: SentRequest[];
}

/** A `fetch` that remembers what it was asked and answers in process. */
export function recordFetch(
  answer: (request: SentRequest, index: number) => Response | Promise<Response>,
): Recorder {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const text = await request.text();
      const one: SentRequest = {
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: text === "" ? undefined : text,
      };
      sent.push(one);
      return answer(one, sent.length - 1);
    },
  };
}

/** What a promise rejects with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not reject");
}

/** What a function throws. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("it did not throw");
}
