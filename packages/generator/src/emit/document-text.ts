import type { Document } from "@specloom/api-model";

import { jsonText } from "../print/string-literal.ts";

const texts: WeakMap<Document, string> = new WeakMap();

/** The document as JSON; made once, as it can be large. */
export function documentText(document: Document): string {
  const text = texts.get(document) ?? `${jsonText(document)}\n`;
  texts.set(document, text);
  return text;
}
