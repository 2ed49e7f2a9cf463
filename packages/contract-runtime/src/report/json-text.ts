import { escapeText } from "./escape-text.ts";

/** A value as JSON, safe on a terminal too: outside of strings JSON holds no unsafe character but the line feeds of its layout. */
export function jsonText(value: unknown): string {
  const lines = JSON.stringify(value, undefined, 2).split("\n");
  return `${lines.map((line) => escapeText(line)).join("\n")}\n`;
}
