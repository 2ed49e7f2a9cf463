import {
  defineClient,
  type ApiPromise,
  type ClientOptions,
  type Clock,
  type RequestOptions,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, type Recorder } from "./record-fetch.ts";

const TIMEOUT = 60_000;

/** A clock on which waits are over at once, and are written down; the time limit of a request never comes. */
export function quickClock(random = 0.5): Clock & { readonly waits: number[] } {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    random: () => random,
    after(milliseconds, callback) {
      if (milliseconds >= TIMEOUT) return () => {};
      waits.push(milliseconds);
      now += milliseconds;
      queueMicrotask(callback);
      return () => {};
    },
  };
}

export type Step = Response | Error;
export const status = (code: number, headers: Record<string, string> = {}): Step =>
  new Response("{}", { status: code, headers });
export const failed = (code?: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });

/** A client whose requests end as the steps say, the last one for ever. */
export function scripted(
  steps: Step[],
  options: ClientOptions = {},
): Recorder & { client: Client; waits: number[] } {
  const clock = quickClock();
  const recorder = recordFetch((_, index) => {
    const step = steps[Math.min(index, steps.length - 1)]!;
    if (step instanceof Error) throw step;
    return step.clone();
  });
  return {
    ...recorder,
    waits: clock.waits,
    client: createOn(clock)({ token: "t", timeout: TIMEOUT, fetch: recorder.fetch, ...options }),
  };
}

type Calling = (client: Client, options?: RequestOptions) => ApiPromise<unknown>;

/** A call of each method. */
export const call: Record<"GET" | "DELETE" | "PUT" | "POST" | "PATCH", Calling> = {
  GET: (client, options) => client.libraries.books.list({ library_id: "l" }, options),
  DELETE: (client, options) => client.libraries.books.delete("b", { library_id: "l" }, options),
  PUT: (client, options) => client.libraries.books.replaceTags("b", { library_id: "l", body: [] }, options),
  POST: (client, options) =>
    client.libraries.books.create({ library_id: "l", title: "T", xTraceID: "trace" }, options),
  PATCH: (client, options) => client.libraries.books.touch("b", { library_id: "l", note: "n" }, options),
};

/** Makes clients on a clock, without environment and log. */
export function createOn(clock: Clock): (options: ClientOptions) => Client {
  const create = defineClient<Client, paths>(api, { libraries }, { clock, environment: {} });
  return (options) => create({ logLevel: "off", ...options });
}
