import type { Schema } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import type { Schemas } from "./schemas.ts";

/** True for a member that requests do not have, said beside its `$ref` or behind it. */
export function isReadOnly(schemas: Schemas, member: Schema): boolean {
  return (isObject(member) && member["readOnly"] === true) || schemas.resolve(member)["readOnly"] === true;
}
