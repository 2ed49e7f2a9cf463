// A document is UTF-8 (RFC 8259, section 8.1). What is not must be said: decoding it all the same puts other characters in.
import { isUtf8 } from "node:buffer";

import type { Fault } from "./fault.ts";

export interface DecodedText {
  /** Without a byte order mark, with line feeds alone. */
  readonly text: string;
  /** Line, counted from 1, of the first bytes that are no UTF-8; U+FFFD stands for them in the text. */
  readonly badLine?: number;
}

/** The text of a file; a fault where it is none, or one of another encoding. */
export function decodeText(bytes: Buffer): DecodedText | Fault {
  if (isUtf16(bytes)) return notText("The file is a text in UTF-16", "Save it as UTF-8.");
  const decoded = bytes.toString("utf8");
  if (decoded.includes("\0"))
    return notText("The file holds bytes that no text has", "Give the document itself, unpacked.");
  const text = decoded.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  return isUtf8(bytes) ? { text } : { text, badLine: firstBadLine(text) };
}

function notText(message: string, hint: string): Fault {
  return { code: "not-text", message: `${message}; a document is a text in UTF-8.`, hint };
}

/** By its byte order mark, or by the empty half of its first two characters, which are of ASCII in every document. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const isBig = first === 0 && third === 0 && second !== 0 && fourth !== 0;
  const isLittle = second === 0 && fourth === 0 && first !== 0 && third !== 0;
  return bytes.length >= 4 && (isBig || isLittle);
}

/** A replacement character that a person wrote comes first at worst, which leads to the same file. */
function firstBadLine(text: string): number {
  return text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
}
