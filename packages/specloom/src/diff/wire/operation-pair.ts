import type { Located } from "@specloom/api-model";

import type { Flow } from "./found.ts";
import type { WireOperation } from "./read-operations.ts";

/** One operation as it is on both sides of a flow. */
export interface OperationPair {
  readonly flow: Flow;
  readonly sender: WireOperation;
  readonly receiver: WireOperation;
}

/** A response as declared on both sides, and a status that it is given for. */
export interface ResponsePair extends OperationPair {
  readonly status: number;
  readonly own: Located;
  readonly other: Located;
}
