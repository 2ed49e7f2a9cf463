import type { ApiModel, Document, Operation } from "@specloom/api-model";

import type { EmitOptions } from "../emitter.ts";
import type { TypesPlan } from "../types/plan.ts";

/** What every file of the client is made from. */
export interface ClientContext {
  readonly model: ApiModel;
  readonly document: Document;
  readonly options: EmitOptions;
  readonly plan: TypesPlan;
  /** The operations by their id, in document order. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** Package that holds the client's behaviour. */
export const RUNTIME = "@specloom/client-runtime";
