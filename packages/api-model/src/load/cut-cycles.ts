// A `$ref` that leads back to where it stands, with no member or item between, describes nothing, and whoever follows it
// never ends. JSON Schema forbids it (core, section 9.4.1); a schema that contains itself in a member or an item is fine.
import type { Document } from "../document.ts";
import type { Json, Pointer } from "../model.ts";
import { entriesOf, isList, isObject, itemsOf, memberOf, textOf, type JsonObject } from "../json.ts";
import { joinPointer, locateWritten, pointerOfRef, pointerSegments, type Located } from "../pointer.ts";

/** A `$ref` that closes a cycle, and where it stands. */
export interface CircularReference {
  readonly pointer: Pointer;
  readonly ref: string;
}

/** Lists of schemas that judge the same value as the schema that holds them. */
const LISTS = ["allOf", "anyOf", "oneOf"];
/** Single ones. */
const SINGLE = ["not", "if", "then", "else"];

/**
 * Every `$ref` that closes a cycle of references and in-place schemas, in the order in which they are met.
 *
 * @param targets what the references of the document name, where that is known already
 */
export function findCycles(
  document: Document,
  targets: Iterable<Located> = collectTargets(document),
): readonly CircularReference[] {
  const found: CircularReference[] = [];
  const done = new Set<Json>();
  const open = new Set<Json>();
  for (const start of targets) {
    if (!isObject(start.value) || done.has(start.value)) continue;
    open.add(start.value);
    const stack = [{ place: start, next: inPlace(document, start) }];
    // By hand and not by recursion: chains of references may be longer than the stack.
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { value: step, done: isLast } = top.next.next();
      if (isLast === true) {
        open.delete(top.place.value);
        done.add(top.place.value);
        stack.pop();
      } else if (open.has(step.value)) {
        found.push({ pointer: top.place.pointer, ref: textOf(top.place.value, "$ref") ?? "" });
      } else if (!done.has(step.value)) {
        open.add(step.value);
        stack.push({ place: step, next: inPlace(document, step) });
      }
    }
  }
  return found;
}

/**
 * Takes what {@link findCycles} finds out of the document itself. An alternative, and a part or a negation that was nothing
 * else, go whole: what is left of them would allow, or forbid, every value.
 */
export function cutCycles(document: Document): readonly CircularReference[] {
  const found = findCycles(document);
  const cuts = found.map(({ pointer }) => ({
    holder: locateWritten(document, pointer)?.value as Members,
    around: aroundOf(document, pointer),
  }));
  // Pointers hold only as long as nothing is gone.
  for (const { holder, around } of cuts) {
    delete holder["$ref"];
    if (around !== undefined && (around.alternative || Object.keys(holder).length === 0))
      removeFrom(around, holder);
  }
  return found;
}

type Members = Record<string, Json>;

/** The keyword under which a schema stands, alone or in a list. */
interface Around {
  readonly parent: Members;
  readonly keyword: string;
  /** True where a schema that allows every value would decide alone. */
  readonly alternative: boolean;
}

function aroundOf(document: Document, pointer: Pointer): Around | undefined {
  const segments = pointerSegments(pointer);
  const isListed = LISTS.includes(segments.at(-2) ?? "");
  const keyword = segments.at(isListed ? -2 : -1) ?? "";
  if (!isListed && !SINGLE.includes(keyword)) return undefined;
  const above = joinPointer("#", ...segments.slice(0, isListed ? -2 : -1));
  const parent = locateWritten(document, above)?.value as Members;
  return { parent, keyword, alternative: isListed && keyword !== "allOf" };
}

function removeFrom({ parent, keyword }: Around, holder: Members): void {
  const left = itemsOf(parent[keyword]).filter((item) => item !== holder);
  if (left.length === 0) delete parent[keyword];
  else parent[keyword] = left;
}

function collectTargets(document: Document): readonly Located[] {
  const refs = new Set<string>();
  const waiting: Json[] = [document];
  for (const value of waiting) {
    const ref = textOf(value, "$ref");
    if (ref !== undefined) refs.add(ref);
    const inner = isList(value) ? value : isObject(value) ? Object.values(value) : [];
    for (const item of inner) if (typeof item === "object" && item !== null) waiting.push(item);
  }
  return [...refs].flatMap((ref) => targetOf(document, ref) ?? []);
}

function targetOf(document: Document, ref: string): Located | undefined {
  const pointer = pointerOfRef(ref);
  const target = pointer === undefined ? undefined : locateWritten(document, pointer);
  return isObject(target?.value) ? target : undefined;
}

/** What judges the same value as the object at a place. */
function* inPlace(document: Document, { value, pointer }: Located): Generator<Located, undefined> {
  const object = value as JsonObject;
  for (const keyword of LISTS) {
    for (const [index, item] of itemsOf(memberOf(object, keyword)).entries())
      if (isObject(item)) yield { value: item, pointer: joinPointer(pointer, keyword, index) };
  }
  for (const keyword of SINGLE) {
    const inner = memberOf(object, keyword);
    if (isObject(inner)) yield { value: inner, pointer: joinPointer(pointer, keyword) };
  }
  for (const [name, inner] of entriesOf(memberOf(object, "dependentSchemas")))
    if (isObject(inner)) yield { value: inner, pointer: joinPointer(pointer, "dependentSchemas", name) };
  const ref = textOf(object, "$ref");
  const target = ref === undefined ? undefined : targetOf(document, ref);
  if (target !== undefined) yield target;
}
