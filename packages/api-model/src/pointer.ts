// JSON pointers (RFC 6901): writing them, walking them. `$ref`s on the way are followed, so a pointer may lead through one.
import type { Json, Pointer } from "./model.ts";
import type { Document } from "./document.ts";
import { isList, isObject, memberOf, textOf } from "./json.ts";

/** A value and where it really stands. */
export interface Located {
  readonly value: Json;
  readonly pointer: Pointer;
}

/** `$ref`s that one walk may follow; more is a cycle of references without a target. */
const LONGEST_CHAIN = 100;

/** Appends segments to a pointer, escaping `~` and `/`. */
export function joinPointer(base: Pointer, ...segments: readonly (string | number)[]): Pointer {
  let pointer = base;
  for (const segment of segments) {
    // Few need it, and there are very many.
    const isPlain = typeof segment === "number" || !(segment.includes("~") || segment.includes("/"));
    pointer += `/${isPlain ? segment : segment.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }
  return pointer;
}

/** Unescaped segments of a pointer, with or without its leading `#`. */
export function pointerSegments(pointer: Pointer): string[] {
  const path = pointer.startsWith("#") ? pointer.slice(1) : pointer;
  if (path === "") return [];
  const segments = path.slice(path.startsWith("/") ? 1 : 0).split("/");
  if (!path.includes("~")) return segments;
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Pointer of a local `$ref`, percent-decoded; undefined where it leads out of the document or names an anchor. */
export function pointerOfRef(ref: string): Pointer | undefined {
  if (ref === "#") return "#";
  if (!ref.startsWith("#/")) return undefined;
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}

/** Whatever stands at a pointer, following `$ref`s on the way and at the end; undefined where nothing does. */
export function resolvePointer(document: Document, pointer: Pointer): Json | undefined {
  return locatePointer(document, pointer)?.value;
}

/** As {@link resolvePointer}, with the place where the value really stands. */
export function locatePointer(document: Document, pointer: Pointer): Located | undefined {
  const budget = { left: LONGEST_CHAIN };
  const written = walk(document, pointer, budget);
  return written && follow(document, written, budget);
}

/** As {@link locatePointer}, but a `$ref` that stands at the place itself is the answer and not followed. */
export function locateWritten(document: Document, pointer: Pointer): Located | undefined {
  return walk(document, pointer, { left: LONGEST_CHAIN });
}

/** Follows the value's own `$ref`, and that one's, to what is no reference; undefined where one leads nowhere. */
export function dereference(document: Document, value: Json, pointer: Pointer): Located | undefined {
  return follow(document, { value, pointer }, { left: LONGEST_CHAIN });
}

interface Budget {
  left: number;
}

function walk(document: Document, pointer: Pointer, budget: Budget): Located | undefined {
  const segments = pointerSegments(pointer);
  const direct = walkMembers(document, segments);
  if (direct !== undefined && isWellWritten(pointer)) return { value: direct, pointer };
  let current: Located | undefined = { value: document, pointer: "#" };
  for (const segment of segments) {
    current = step(current, segment) ?? throughReference(document, { current, segment }, budget);
    if (current === undefined) return undefined;
  }
  return current;
}

/** True where joining the pointer's segments would give just its text. */
function isWellWritten(pointer: Pointer): boolean {
  return pointer === "#" || (pointer.startsWith("#/") && !/~(?![01])/.test(pointer));
}

/** The quick way, which most pointers go: past members alone, through no reference. */
function walkMembers(document: Document, segments: readonly string[]): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of segments) {
    if (!isObject(value)) return undefined;
    value = memberOf(value, segment);
  }
  return value;
}

function throughReference(
  document: Document,
  { current, segment }: { current: Located; segment: string },
  budget: Budget,
): Located | undefined {
  if (textOf(current.value, "$ref") === undefined) return undefined;
  const target = follow(document, current, budget);
  return target && step(target, segment);
}

function step({ value, pointer }: Located, segment: string): Located | undefined {
  if (isList(value)) {
    const item = /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
    return item === undefined ? undefined : { value: item, pointer: joinPointer(pointer, segment) };
  }
  const found = isObject(value) ? memberOf(value, segment) : undefined;
  return found === undefined ? undefined : { value: found, pointer: joinPointer(pointer, segment) };
}

function follow(document: Document, located: Located, budget: Budget): Located | undefined {
  const ref = textOf(located.value, "$ref");
  if (ref === undefined) return located;
  const pointer = pointerOfRef(ref);
  if (pointer === undefined || budget.left-- <= 0) return undefined;
  const target = walk(document, pointer, budget);
  return target && follow(document, target, budget);
}
