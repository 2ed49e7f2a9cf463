// In a URL or a header there is only text: a number that is sent is a text that may be read as one.
import { spellJson } from "../same-json.ts";
import type { Case, StringCase } from "./shape.ts";

const INTEGER = "^-?(0|[1-9][0-9]*)$";
const NUMBER = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?$";

/** The sender's cases, with numbers and booleans as texts where the receiver has no case of that type but one of texts. */
export function spellNumbers(sent: readonly Case[], taken: readonly Case[]): Case[] {
  const has = (type: Case["type"]): boolean => taken.some((item) => item.type === type);
  return sent.flatMap((item): Case[] => {
    if (item.type === "string" && !has("string")) return [readNumbers(item, taken)];
    if (has(item.type) || !has("string")) return [item];
    if (item.type === "boolean") return [text(item, { values: ["true", "false"] })];
    if (item.type !== "number") return [item];
    if (item.values !== undefined) return [text(item, { values: item.values.map(spellJson) })];
    return [text(item, { patterns: [item.isInteger ? INTEGER : NUMBER] })];
  });
}

function text(item: Case, shape: Partial<StringCase>): StringCase {
  const { excludes, opaque, label } = item;
  const open = { minLength: 0, maxLength: Infinity, patterns: [], formats: [] };
  return { excludes, opaque, label, type: "string", ...open, ...shape };
}

/** A list of texts that the receiver reads as numbers or booleans is a list of those. */
function readNumbers(item: StringCase, taken: readonly Case[]): Case {
  const values = item.values?.map((value) => parseText(spellJson(value)));
  const [first] = values ?? [];
  const isRead = values?.every((value) => value !== undefined && typeof value === typeof first) === true;
  const kind = taken.find(({ type }) => type === typeof first);
  if (!isRead || kind === undefined) return item;
  const { excludes, opaque, label } = item;
  const open = { ...kind, excludes, opaque, label };
  return { ...open, values: values.flatMap((value) => value ?? []) };
}

function parseText(value: string): number | boolean | undefined {
  if (value === "true" || value === "false") return value === "true";
  return new RegExp(NUMBER, "u").test(value) ? Number(value) : undefined;
}
