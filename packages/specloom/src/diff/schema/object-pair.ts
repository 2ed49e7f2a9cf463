import type { Json } from "@specloom/api-model";

import type { CasePair } from "./difference.ts";
import type { Wish } from "./sample.ts";
import type { ObjectCase } from "./shape.ts";

/** An object pair with what is asked of it again and again. */
export interface ObjectPair extends CasePair<ObjectCase> {
  /** Names that the sender declares, and those that the receiver declares. */
  readonly own: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  /** True where the sender may send members that it does not declare. */
  readonly isOpen: boolean;
  readonly sample: (wish: Wish) => Json[];
}
