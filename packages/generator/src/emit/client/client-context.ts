import type { ApiModel, Document } from "@specloom/api-model";

import type { EmitOptions } from "../emitter.ts";
import type { TypesPlan } from "../types/plan.ts";

/** What every file of the client is made from. */
export interface ClientContext {
  readonly model: ApiModel;
  readonly document: Document;
  readonly options: EmitOptions;
  readonly plan: TypesPlan;
}

/** Package that holds the client's behaviour. */
export const RUNTIME = "@specloom/client-runtime";
