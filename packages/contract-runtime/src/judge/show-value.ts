import type { Json } from "@specloom/api-model";

/** Longest JSON text that stands in a sentence. */
const maxLength = 120;

/** A value as short JSON text, for a sentence. */
export function showValue(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}
