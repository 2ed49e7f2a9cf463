import { entriesOf, isObject, itemsOf, memberOf, type Json } from "@specloom/api-model";

import type { Direction } from "../change.ts";
import type { DocumentView } from "../document-view.ts";

interface Reading {
  readonly view: DocumentView;
  readonly direction: Direction;
}

/** Members that the schema, whatever its parts, declares for the other direction only. */
export function readDroppedNames(schema: Json, reading: Reading): ReadonlySet<string> {
  const marked = new Set<string>();
  const free = new Set<string>();
  const seen = new Set<Json>();
  const visit = (part: Json): void => {
    const found = reading.view.follow(part, "#")?.value;
    for (const own of found === part ? [part] : [part, found ?? true]) {
      if (!isObject(own) || seen.has(own)) continue;
      seen.add(own);
      for (const [name, member] of entriesOf(memberOf(own, "properties"))) {
        (isMarked(member, reading) ? marked : free).add(name);
      }
      for (const name of ["allOf", "anyOf", "oneOf"]) itemsOf(memberOf(own, name)).forEach(visit);
    }
  };
  visit(schema);
  return new Set([...marked].filter((name) => !free.has(name)));
}

function isMarked(schema: Json, reading: Reading, depth = 0): boolean {
  if (depth > 20) return false;
  if (memberOf(schema, reading.direction === "request" ? "readOnly" : "writeOnly") === true) return true;
  const target = reading.view.follow(schema, "#")?.value;
  if (target !== undefined && target !== schema && isMarked(target, reading, depth + 1)) return true;
  return itemsOf(memberOf(schema, "allOf")).some((part) => isMarked(part, reading, depth + 1));
}
