// One request on its way through the steps, and the answer that ends it.
import type { Content, Json } from "@specloom/api-model";
import type { OperationPlan } from "../plan/operation-plan.ts";
import type { Entity } from "../state/entity-store.ts";
import type { IncomingRequest } from "./incoming-request.ts";

/** Who calls, as far as its credentials say. */
export interface Caller {
  readonly tenant: string | undefined;
  /** Undefined where the credential knows no scopes: nothing is forbidden to it. */
  readonly scopes: readonly string[] | undefined;
}

/** Filled step by step; a step may rely on what the steps before it have set. */
export interface Exchange {
  readonly request: IncomingRequest;
  readonly plan: OperationPlan;
  /** Values of the path parameters as text, in the order of the template. */
  readonly pathTexts: readonly string[];
  caller: Caller;
  readonly path: Map<string, Json>;
  readonly query: Map<string, Json>;
  body: Json | undefined;
  bodyContent: Content | undefined;
  /** Content that the answer will have; undefined where it has none. */
  answerContent: Content | undefined;
  /** The things that the path leads through, outermost first. */
  ancestors: readonly Entity[];
}

/** An answer before it is written as bytes, so that it can still be judged or changed. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  /** Undefined: no body. */
  readonly body?: Json;
}
