// Type expressions from type expressions. Parentheses are set wherever they might be needed; the formatter removes the rest.

/** `A | B`, without repetitions. */
export function union(types: readonly string[]): string {
  if (types.length === 1) return types[0] ?? "never";
  const distinct = [...new Set(types)];
  if (distinct.includes("unknown")) return "unknown";
  const real = distinct.filter((type) => type !== "never");
  if (real.length < 2) return real[0] ?? "never";
  return real.map((type) => `(${type})`).join(" | ");
}

/** `A & B`, without repetitions and without `unknown`, which adds nothing. */
export function intersection(types: readonly string[]): string {
  if (types.length === 1) return types[0] ?? "unknown";
  const distinct = [...new Set(types)].filter((type) => type !== "unknown");
  if (distinct.length < 2) return distinct[0] ?? "unknown";
  return distinct.map((type) => `(${type})`).join(" & ");
}
