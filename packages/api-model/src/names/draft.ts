import type { RawOperation } from "../read/read-operations.ts";
import type { Arguments } from "./name-arguments.ts";
import type { CallPlace } from "./name-operations.ts";

/** An operation whose place and arguments have names, and whose types do not yet. */
export interface Draft {
  readonly operation: RawOperation;
  readonly place: CallPlace;
  readonly naming: Arguments;
}
