// One request of ours and what came back, as the engine sees it. What of it may be shown is decided in `show-exchange.ts`.
import type { Json, Operation } from "@specloom/api-model";

/**
 * Who sends a request: the run's own identity, the same by certain security schemes alone, nobody, somebody with made-up
 * credentials, a named identity, or somebody with an `Authorization` header of any text.
 */
export type Caller =
  | { readonly kind: "owner" }
  | { readonly kind: "schemes"; readonly names: readonly string[] }
  | { readonly kind: "nobody" }
  | { readonly kind: "forger" }
  | {
      readonly kind: "header";
      readonly authorization: string;
      readonly shown: string;
      readonly script?: string;
    }
  | { readonly kind: "identity"; readonly name: string };

/** Values for one call; members that are absent are not sent. */
export interface CallInput {
  readonly path?: { readonly [parameter: string]: string };
  readonly query?: { readonly [parameter: string]: Json };
  readonly headers?: { readonly [parameter: string]: Json };
  readonly cookies?: { readonly [parameter: string]: Json };
  readonly body?: Json;
  /** Sent instead of `body`, as it is. */
  readonly raw?: { readonly mediaType: string; readonly text: string };
  /** @default the operation's own */
  readonly method?: string;
  /** Query parameters that the document does not have. */
  readonly undeclared?: { readonly [name: string]: string };
  /** Stands behind the operation's path, to ask for what the document does not have. */
  readonly pathSuffix?: string;
  /** @default the run's own identity */
  readonly caller?: Caller;
}

/** A request without its credentials. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** What carries a caller's credentials: real values for the wire, shell text for people. */
export interface Authorization {
  readonly headers: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  /** The same with shell variables: ready to stand between double quotes. */
  readonly shellHeaders: { readonly [name: string]: string };
  readonly shellQuery: { readonly [name: string]: string };
  /** The headers once more, each as a JavaScript expression that calls `env(NAME)` and `token(URL, ID, SECRET)`. */
  readonly scriptHeaders?: { readonly [name: string]: string };
  readonly scriptQuery?: { readonly [name: string]: string };
  /** True where a token in it was issued by the server under test for this run. */
  readonly fetched?: true;
}

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where the answer says that it is JSON and it parses. */
  readonly json?: Json;
  /** Why a body that is said to be JSON does not parse. */
  readonly jsonFault?: string;
}

/** No whole answer came: refused, cut off, too late, too large. */
export interface NoAnswer {
  readonly kind: "no-answer";
  /** `unsent`: earlier requests went unanswered, so this one was never sent. */
  readonly cause: "stopped" | "time" | "size" | "network" | "unsent";
  readonly reason: string;
}

export interface Exchange {
  readonly operation: Operation;
  readonly request: PreparedRequest;
  readonly authorization: Authorization;
  readonly answer: Answer | NoAnswer;
}
