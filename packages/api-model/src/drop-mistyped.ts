// A printer that trusts a document stops at the first member of another type than OpenAPI gives it, and the whole document
// with it. Without such members all the rest can be printed. Where members stand is what the list of keywords says.
import type { Document } from "./document.ts";
import type { ObjectKind } from "./fidelity/keyword.ts";
import { KEYWORDS } from "./fidelity/openapi-keywords.ts";
import { describeValue, isList, isObject, type JsonObject } from "./json.ts";
import type { Json, Pointer } from "./model.ts";
import { joinPointer } from "./pointer.ts";
import { mistypedKeywords } from "./read/mistyped-keywords.ts";
import { createProblem } from "./problem-codes.ts";
import type { Problem } from "./problem.ts";

/** Members that are texts wherever an object of OpenAPI has them. */
const TEXTS = new Set([
  "$ref",
  "operationId",
  "summary",
  "description",
  "title",
  "format",
  "pattern",
  "propertyName",
]);
/** Members of parameters that are texts. */
const PARAMETER_TEXTS = new Set(["name", "in"]);

/** A copy of a bundled document without what is malformed; a malformed schema accepts any value. */
export function dropMistyped(document: Document): {
  readonly document: Document;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const leaveOut = (pointer: Pointer, found: Json): undefined => {
    const message = `OpenAPI allows no such value here: ${describeValue(found)}. It is left out.`;
    problems.push(createProblem("malformed", { pointer }, { message, hint: "Correct it, or take it out." }));
  };

  const mend = (value: Json, kind: ObjectKind, pointer: Pointer): Json | undefined => {
    if (kind === "Schema" && typeof value === "boolean") return value;
    if (!isObject(value)) {
      leaveOut(pointer, value);
      return kind === "Schema" ? {} : undefined;
    }
    return mendObject(value, kind, pointer);
  };
  const mendObject = (value: JsonObject, kind: ObjectKind, pointer: Pointer): JsonObject => {
    const faults = kind === "Schema" ? mistypedKeywords(value).map(({ keyword }) => keyword) : [];
    return mapEntries(value, (name, item) => {
      const place = joinPointer(pointer, name);
      return faults.includes(name) ? leaveOut(place, item) : mendMember({ name, item, kind, pointer: place });
    });
  };
  const mendMember = ({ name, item, kind, pointer }: Member): Json | undefined => {
    const holds = Object.hasOwn(KEYWORDS[kind], name) ? KEYWORDS[kind][name]?.holds : undefined;
    if (holds === undefined) return hasItsType(name, item, kind) ? item : leaveOut(pointer, item);
    if (holds.as === "map") {
      if (!isObject(item)) return leaveOut(pointer, item);
      return mapEntries(item, (key, entry) => {
        if (key.startsWith("x-") && holds.kind !== "Schema") return entry;
        const mended = mend(entry, holds.kind, joinPointer(pointer, key));
        // A property goes whole; of a named schema the name stays, as others refer to it.
        return kind === "Schema" && !isSchema(entry) ? undefined : mended;
      });
    }
    if (isList(item) && holds.as === "list")
      return item.flatMap((entry, index) => mend(entry, holds.kind, joinPointer(pointer, index)) ?? []);
    return holds.as === "list" ? leaveOut(pointer, item) : mend(item, holds.kind, pointer);
  };

  return { document: mendObject(document, "OpenAPI", "#"), problems };
}

function isSchema(value: Json): boolean {
  return isObject(value) || typeof value === "boolean";
}

interface Member {
  readonly name: string;
  readonly item: Json;
  readonly kind: ObjectKind;
  readonly pointer: Pointer;
}

function hasItsType(name: string, item: Json, kind: ObjectKind): boolean {
  if (TEXTS.has(name) || (kind === "Parameter" && PARAMETER_TEXTS.has(name))) return typeof item === "string";
  if (kind === "Discriminator" && name === "mapping")
    return isObject(item) && Object.values(item).every((target) => typeof target === "string");
  return true;
}

/** fromEntries defines own members, so that a property named __proto__ stays one. */
function mapEntries(value: JsonObject, mend: (name: string, item: Json) => Json | undefined): JsonObject {
  const entries = Object.entries(value).flatMap(([name, item]) => {
    const mended = mend(name, item);
    return mended === undefined ? [] : [[name, mended] as const];
  });
  return Object.fromEntries(entries);
}
