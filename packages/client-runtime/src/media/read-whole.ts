// Answers that are read to their end but are not JSON.

import type { AnswerReader } from "../body-codecs.ts";

/** The answer as text. */
export function readText(accept: string): AnswerReader {
  return { accept, read: (response) => response.text() };
}

/** The answer as a `Blob`; `.asResponse()` of the call gives its stream instead. */
export function readBytes(accept: string): AnswerReader {
  return { accept, read: (response) => response.blob() };
}
