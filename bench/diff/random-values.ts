// Random picks, and the texts that go with the patterns and formats from which edits are drawn.
export type Random = () => number;

/** A value that JSON has a form for. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export interface Schema {
  readonly [keyword: string]: Json;
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

/** A whole number from `low` to `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** Patterns, each with texts that match it. */
export const PATTERNS: ReadonlyMap<string, readonly string[]> = new Map([
  ["^[a-z]+$", ["a", "abc", "zzzzzz"]],
  ["^[a-z0-9]+$", ["a", "0", "a1b2", "999"]],
  ["^[A-Z]{2}$", ["AB", "ZZ"]],
  ["^[A-Za-z]{2,4}$", ["AB", "abcd", "aZ"]],
  ["^\\d{4}$", ["0000", "2024"]],
  ["^\\d+$", ["0", "2024", "123456789"]],
  ["^x-", ["x-", "x-a", "x- é"]],
  ["id$", ["id", "grid", "1 id"]],
  ["^(foo|bar)$", ["foo", "bar"]],
  ["^(foo|bar|baz)$", ["foo", "baz"]],
  ["[0-9]", ["0", "a1", "--9--"]],
  ["^[^/]+$", ["a", "a b", "é"]],
]);

/** Formats, each with texts that have it. */
export const FORMATS: ReadonlyMap<string, readonly string[]> = new Map([
  ["uuid", ["123e4567-e89b-12d3-a456-426614174000"]],
  ["date", ["2024-02-29", "1999-12-31"]],
  ["date-time", ["2024-02-29T01:02:03Z", "1999-12-31T23:59:59.5+02:00"]],
  ["email", ["a@b.co", "ada@example.com"]],
  ["ipv4", ["1.2.3.4", "192.0.2.255"]],
  ["uri", ["https://example.com/a?b", "urn:x:y"]],
  ["uri-reference", ["/a", "", "https://example.com/"]],
]);
