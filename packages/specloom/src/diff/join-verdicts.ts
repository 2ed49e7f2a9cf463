// Brings together what the messages and the types say about one place.
import { pointerSegments, type Pointer } from "@specloom/api-model";

import { worse, type Change } from "./change.ts";
import type { ComparedChange } from "./comparison.ts";
import { CONSUMER_STYLES, type Cells, type TypeChange } from "./types/type-report.ts";

/** Each change of the messages with what it means for the types, then what only the types see. */
export function joinVerdicts(
  changes: readonly Change[],
  typeChanges: readonly TypeChange[],
): ComparedChange[] {
  const joined = changes.map(withoutTypes);
  const alone: ComparedChange[] = [];
  for (const own of typeChanges) {
    const matched = joined.flatMap((change, index) => (concerns(own, change) ? [index] : []));
    if (matched.length === 0) alone.push(standAlone(own));
    for (const index of matched) {
      const change = joined[index];
      if (change !== undefined) joined[index] = addTypes(change, own);
    }
  }
  return [...joined, ...alone];
}

function withoutTypes(change: Change): ComparedChange {
  return { ...change, symbols: [], types: "none", consumers: [] };
}

function standAlone(own: TypeChange): ComparedChange {
  const { base, revision, operations, symbol, types, cells, why, witnesses } = own;
  return {
    kind: "types",
    operations,
    symbols: [symbol],
    ...(base !== undefined && { base }),
    ...(revision !== undefined && { revision }),
    wire: "none",
    types,
    cells,
    why,
    consumers: witnesses,
  };
}

function addTypes(change: ComparedChange, own: TypeChange): ComparedChange {
  const { cells } = change;
  return {
    ...change,
    symbols: [...change.symbols, own.symbol],
    types: worse(change.types, own.types),
    cells: cells === undefined ? own.cells : worseCells(cells, own.cells),
    consumers: [
      ...change.consumers,
      ...own.witnesses.filter(({ style }) => !change.consumers.some((known) => known.style === style)),
    ],
  };
}

function worseCells(one: Cells, other: Cells): Cells {
  const cells = CONSUMER_STYLES.map((style) => [style, worse(one[style], other[style])]);
  return Object.fromEntries(cells) as Cells;
}

/** Whether a change of the messages stands at the place of a symbol or inside it. */
function concerns(own: TypeChange, change: Change): boolean {
  const sides = [
    [change.base, own.base],
    [change.revision, own.revision],
  ] as const;
  const known = sides.filter(([inner, outer]) => inner !== undefined && outer !== undefined);
  const isAtPlace = known.length > 0 && known.every(([inner, outer]) => isInside(inner, outer));
  return isAtPlace || isSameMember(own, change);
}

function isInside(inner: Pointer | undefined, outer: Pointer | undefined): boolean {
  return inner !== undefined && outer !== undefined && (inner === outer || inner.startsWith(`${outer}/`));
}

/** A member of a schema that only stands in the other one of two composed schemas, or that a change of its schema names. */
function isSameMember(own: TypeChange, change: Change): boolean {
  const [, ...members] = own.symbol.split(".");
  const member = members.at(-1);
  if (member === undefined || !own.operations.some((name) => change.operations.includes(name))) return false;
  if (isNamed(change, member) && isInside(own.revision ?? own.base, change.revision ?? change.base))
    return true;
  return [change.base, change.revision].some((pointer) => {
    const segments = pointer === undefined ? [] : pointerSegments(pointer);
    return segments.some((segment, index) => segment === member && segments[index - 1] === "properties");
  });
}

function isNamed({ kind, why }: Change, member: string): boolean {
  return kind === "required" && why.startsWith(`member ${JSON.stringify(member)}:`);
}
