import type { ClientOptions } from "../src/index.ts";
import { createClient, type Client } from "./library/client.ts";
import { recordFetch, type Recorder } from "./record-fetch.ts";

/** A client whose requests are all answered so, and none repeated. */
export function answering(
  answer: () => Response,
  options: ClientOptions = {},
): Recorder & { readonly client: Client } {
  const recorder = recordFetch(answer);
  return {
    ...recorder,
    client: createClient({ token: "t", retry: { attempts: 1 }, fetch: recorder.fetch, ...options }),
  };
}
