import { isObject, itemsOf, memberOf, resolvePointer, type Json, type Pointer } from "@specloom/api-model";
import { isOpenEnum } from "@specloom/generator";

import type { Change } from "../diff/change.ts";
import type { DocumentPair } from "./decisions.ts";

/**
 * True for a value more in the `enum` of an answer where the generated type of the base takes any value of that kind: whoever
 * validates answers refuses it, and whoever compiled against the type was told to expect it.
 */
export function isForeseenMember(change: Change, { base, revision }: DocumentPair): boolean {
  if (change.kind !== "enum" || change.direction !== "response") return false;
  // What a webhook or callback receives is an answer of the caller. It has no open type, and headers have none at all.
  if (change.operations.some((operation) => /^(?:webhook|callback) /.test(operation))) return false;
  if (change.base?.includes("/headers/") !== false) return false;
  const before = enumAt(base, change.base);
  const added = enumAt(revision, change.revision).filter((value) => !before.includes(value));
  return isOpenEnum(before) && added.every((value) => before.some((other) => isAlike(value, other)));
}

function enumAt(document: DocumentPair["base"], pointer: Pointer | undefined): readonly Json[] {
  const schema = pointer === undefined ? undefined : resolvePointer(document, pointer);
  return isObject(schema) ? itemsOf(memberOf(schema, "enum")) : [];
}

function isAlike(one: Json, other: Json): boolean {
  return typeof one === typeof other && (typeof one === "string" || typeof one === "number");
}
