import type { Json } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";

/** True for a name that by its ending refers to something else: `customer_id`, `orderIds`. */
export function isReferenceName(name: string): boolean {
  return /(^|_)ids?$|[a-z0-9](Id|ID|Ids|IDs)$/.test(name);
}

/** True for a body in which some member refers to a thing that may not exist on the server under test. */
export function holdsReference(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => holdsReference(item));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, member]) => isReferenceName(name) || holdsReference(member));
}
