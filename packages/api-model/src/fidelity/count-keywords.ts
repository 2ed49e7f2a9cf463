// How much of a document arrives: each keyword at each place is one unit. One walk, in which a pointer is put together only
// where it is shown.
import type { Document } from "../document.ts";
import type { Json, Pointer } from "../model.ts";
import { isList, isObject, type JsonObject } from "../json.ts";
import { joinPointer, pointerSegments } from "../pointer.ts";
import type { Held, Keyword, KeywordTable, ObjectKind, Standing } from "./keyword.ts";
import { EXTENSION, KEYWORDS, OWN_EXTENSION, UNKNOWN } from "./openapi-keywords.ts";

/** How often a keyword of one kind of object occurs. */
export interface KeywordCount {
  readonly object: ObjectKind;
  readonly keyword: string;
  readonly note: string;
  readonly count: number;
  /** The first ten places of what is ignored; none of what is represented. */
  readonly pointers: readonly Pointer[];
}

/** One keyword at one place of which something is lost. */
export interface KeywordLoss {
  readonly pointer: Pointer;
  readonly object: ObjectKind;
  readonly keyword: string;
  readonly lost: string;
}

/** The three lists. */
export interface KeywordCounts {
  readonly represented: readonly KeywordCount[];
  readonly degraded: readonly KeywordLoss[];
  readonly ignored: readonly KeywordCount[];
}

/** Places that a count names; the others are only counted. */
const MOST_POINTERS = 10;

interface Place {
  readonly parent: Place | undefined;
  readonly segment: string;
}

/** A keyword of one kind of object, and how often it was met without a loss. */
interface Tally {
  readonly object: ObjectKind;
  readonly keyword: string;
  readonly rule: Keyword;
  count: number;
  readonly places: Place[];
}

/** Counts the keywords of a bundled document. */
export function countKeywords(document: Document): KeywordCounts {
  const walk = new KeywordWalk();
  walk.visit(document, "OpenAPI", undefined);
  return walk.counts();
}

class KeywordWalk {
  /** Tallies by kind of object and name of member. */
  readonly #tallies = new Map<ObjectKind, Map<string, Tally>>();
  readonly #degraded: KeywordLoss[] = [];

  visit(value: Json, expected: ObjectKind, place: Place | undefined): void {
    if (!isObject(value)) return;
    const kind = kindOf(value, expected);
    const tallies = this.#tallies.get(kind) ?? new Map<string, Tally>();
    this.#tallies.set(kind, tallies);
    for (const name of Object.keys(value)) {
      const item = value[name];
      if (item === undefined) continue;
      const tally = tallies.get(name) ?? startTally(tallies, kind, name);
      const { rule } = tally;
      const lost = rule.standing === "degraded" ? rule.note : rule.loses?.(item, value);
      if (lost !== undefined) {
        const pointer = joinPointer(pointerOf(place), name);
        this.#degraded.push({ pointer, object: kind, keyword: name, lost });
      } else meet(tally, place, name);
      if (rule.holds !== undefined) this.#descend(item, rule.holds, { parent: place, segment: name, kind });
    }
  }

  #descend(item: Json, { as, kind, extensible }: Held, place: Place & { readonly kind: ObjectKind }): void {
    if (as === "one" && !isList(item)) {
      this.visit(item, kind, place);
      return;
    }
    if (typeof item !== "object" || item === null) return;
    for (const [segment, entry] of Object.entries<Json>(item)) {
      if (extensible === true && segment.startsWith("x-")) this.#meetExtension(segment, place);
      else this.visit(entry, kind, { parent: place, segment });
    }
  }

  /** An extension of a map counts as one of the object that has the map. */
  #meetExtension(name: string, place: Place & { readonly kind: ObjectKind }): void {
    const tallies = this.#tallies.get(place.kind) ?? new Map<string, Tally>();
    meet(tallies.get(name) ?? startTally(tallies, place.kind, name), place, name);
  }

  counts(): KeywordCounts {
    const tallies = [...this.#tallies.values()].flatMap((ofKind) => Array.from(new Set(ofKind.values())));
    const counted = (standing: Standing): KeywordCount[] =>
      tallies
        .filter(({ rule, count }) => count > 0 && rule.standing === standing)
        .map((tally) => ({
          object: tally.object,
          keyword: tally.keyword,
          note: tally.rule.note,
          count: tally.count,
          pointers: tally.places.map((place) => pointerOf(place)),
        }));
    return { represented: counted("represented"), degraded: this.#degraded, ignored: counted("ignored") };
  }
}

function meet(tally: Tally, parent: Place | undefined, segment: string): void {
  if (tally.count++ < MOST_POINTERS && tally.rule.standing === "ignored")
    tally.places.push({ parent, segment });
}

/** Objects that may stand elsewhere and be referred to. A Path Item and a Schema say something beside their `$ref`. */
const REFERABLE: ReadonlySet<ObjectKind> = new Set([
  "Parameter",
  "Header",
  "Request Body",
  "Media Type",
  "Example",
  "Response",
  "Security Scheme",
]);

function kindOf(value: JsonObject, expected: ObjectKind): ObjectKind {
  return REFERABLE.has(expected) && typeof value["$ref"] === "string" ? "Reference" : expected;
}

/** Extensions are as many as people have ideas; they are counted under one name. */
const EXTENSIONS = "x-…";

function startTally(tallies: Map<string, Tally>, object: ObjectKind, name: string): Tally {
  const table = KEYWORDS[object];
  const rule = (Object.hasOwn(table, name) ? table[name] : undefined) ?? otherKeyword(name);
  const keyword = rule === EXTENSION ? EXTENSIONS : name;
  const tally = tallies.get(keyword) ?? { object, keyword, rule, count: 0, places: [] };
  tallies.set(keyword, tally).set(name, tally);
  return tally;
}

function otherKeyword(name: string): Keyword {
  if (name === "x-specloom" || name === "x-specloom-assumed") return OWN_EXTENSION;
  return name.startsWith("x-") ? EXTENSION : UNKNOWN;
}

function pointerOf(place: Place | undefined): Pointer {
  const segments: string[] = [];
  for (let at = place; at !== undefined; at = at.parent) segments.push(at.segment);
  return joinPointer("#", ...segments.toReversed());
}

/** The keyword whose place a pointer is; undefined where it names an object, or an entry of a list or map. */
export function keywordAt(
  document: Document,
  pointer: Pointer,
): Pick<KeywordLoss, "object" | "keyword"> | undefined {
  let value: Json | undefined = document;
  let kind: ObjectKind = "OpenAPI";
  let isEntry = false;
  let isData = false;
  let found: Pick<KeywordLoss, "object" | "keyword"> | undefined;
  for (const segment of pointerSegments(pointer)) {
    const holder = value;
    value = childOf(value, segment);
    if (value === undefined || isData) return undefined;
    if (isEntry) {
      isEntry = false;
      found = undefined;
      continue;
    }
    if (isObject(holder)) kind = kindOf(holder, kind);
    const table: KeywordTable = KEYWORDS[kind];
    const holds = Object.hasOwn(table, segment) ? table[segment]?.holds : undefined;
    found = { object: kind, keyword: segment };
    isData = holds === undefined;
    isEntry = holds?.as !== "one" || isList(value);
    kind = holds?.kind ?? kind;
  }
  return found;
}

function childOf(value: Json | undefined, segment: string): Json | undefined {
  if (isList(value)) return value[Number(segment)];
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}
