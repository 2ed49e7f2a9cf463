// Regular expressions as data, with the operations that JavaScript's own do not have: both, but not, and derivatives
// (Brzozowski 1964). Equal expressions are one object, so that a search meets a state twice and knows it.

/** Ranges of code points, sorted, apart from each other. */
export type CodePoints = readonly (readonly [from: number, to: number])[];

export type Expression = { readonly key: string; readonly isNullable: boolean } & (
  | { readonly kind: "nothing" | "empty" }
  | { readonly kind: "set"; readonly set: CodePoints }
  | { readonly kind: "sequence"; readonly first: Expression; readonly rest: Expression }
  | { readonly kind: "either" | "both"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly inner: Expression }
  | { readonly kind: "repeat"; readonly inner: Expression; readonly min: number; readonly max: number }
);

export const LAST_CODE_POINT = 0x10ffff;
const interned = new Map<string, Expression>();
/** Characters of the keys that are kept. */
let kept = 0;

function intern(expression: Expression): Expression {
  const known = interned.get(expression.key);
  if (known !== undefined) return known;
  // Keys nest; what is kept for one comparison need not be kept for ever.
  if (interned.size > 50_000 || kept > 20_000_000) {
    interned.clear();
    interned.set(ANYTHING.key, ANYTHING);
    kept = 0;
  }
  interned.set(expression.key, expression);
  kept += expression.key.length;
  return expression;
}

export const NOTHING: Expression = { kind: "nothing", key: "0", isNullable: false };
export const EMPTY: Expression = { kind: "empty", key: "1", isNullable: true };
export const ANY: Expression = setOf([[0, LAST_CODE_POINT]]);
export const ANYTHING: Expression = repeat(ANY, 0, Infinity);

export function setOf(set: CodePoints): Expression {
  if (set.length === 0) return NOTHING;
  const key = `[${set.map(([from, to]) => `${from.toString(36)}-${to.toString(36)}`).join()}]`;
  return intern({ kind: "set", set, key, isNullable: false });
}

export function sequence(first: Expression, rest: Expression): Expression {
  if (first === NOTHING || rest === NOTHING) return NOTHING;
  if (first === EMPTY) return rest;
  if (rest === EMPTY) return first;
  if (first.kind === "sequence") return sequence(first.first, sequence(first.rest, rest));
  return intern({
    kind: "sequence",
    first,
    rest,
    key: `(${first.key}.${rest.key})`,
    isNullable: first.isNullable && rest.isNullable,
  });
}

export function either(...given: readonly Expression[]): Expression {
  const parts = flatten("either", given).filter((part) => part !== NOTHING);
  if (parts.includes(ANYTHING)) return ANYTHING;
  if (parts.length < 2) return parts[0] ?? NOTHING;
  const key = `(${parts.map((part) => part.key).join("|")})`;
  return intern({ kind: "either", parts, key, isNullable: parts.some(({ isNullable }) => isNullable) });
}

export function both(...given: readonly Expression[]): Expression {
  const parts = flatten("both", given).filter((part) => part !== ANYTHING);
  if (parts.includes(NOTHING)) return NOTHING;
  if (parts.length < 2) return parts[0] ?? ANYTHING;
  const key = `(${parts.map((part) => part.key).join("&")})`;
  return intern({ kind: "both", parts, key, isNullable: parts.every(({ isNullable }) => isNullable) });
}

export function not(inner: Expression): Expression {
  if (inner.kind === "not") return inner.inner;
  if (inner === NOTHING) return ANYTHING;
  if (inner === ANYTHING) return NOTHING;
  return intern({ kind: "not", inner, key: `!${inner.key}`, isNullable: !inner.isNullable });
}

export function repeat(inner: Expression, min: number, max: number): Expression {
  if (max === 0 || inner === EMPTY) return EMPTY;
  if (inner === NOTHING) return min === 0 ? EMPTY : NOTHING;
  if (min === 1 && max === 1) return inner;
  // What may be empty may be repeated fewer times.
  const least = inner.isNullable ? 0 : min;
  return intern({
    kind: "repeat",
    inner,
    min: least,
    max,
    key: `${inner.key}{${least},${max}}`,
    isNullable: least === 0,
  });
}

/** What may follow after the code point. */
export function derive(expression: Expression, point: number): Expression {
  switch (expression.kind) {
    case "nothing":
    case "empty":
      return NOTHING;
    case "set":
      return expression.set.some(([from, to]) => from <= point && point <= to) ? EMPTY : NOTHING;
    case "sequence": {
      const { first, rest } = expression;
      const taken = sequence(derive(first, point), rest);
      return first.isNullable ? either(taken, derive(rest, point)) : taken;
    }
    case "either":
      return either(...expression.parts.map((part) => derive(part, point)));
    case "both":
      return both(...expression.parts.map((part) => derive(part, point)));
    case "not":
      return not(derive(expression.inner, point));
    default: {
      const { inner, min, max } = expression;
      return sequence(derive(inner, point), repeat(inner, Math.max(0, min - 1), max - 1));
    }
  }
}

/** Every set of code points in the expression. */
export function setsOf(expression: Expression): CodePoints[] {
  switch (expression.kind) {
    case "set":
      return [expression.set];
    case "sequence":
      return [...setsOf(expression.first), ...setsOf(expression.rest)];
    case "either":
    case "both":
      return expression.parts.flatMap(setsOf);
    case "not":
    case "repeat":
      return setsOf(expression.inner);
    default:
      return [];
  }
}

function flatten(kind: "either" | "both", parts: readonly Expression[]): Expression[] {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const unique = [...new Map(flat.map((part) => [part.key, part])).values()];
  return unique.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}
