// JSON by lines: `application/jsonl`, `application/x-ndjson`, and JSON text sequences (RFC 7464), whose items begin with RS.

import type { AnswerReader, AnswerReading } from "../body-codecs.ts";
import { DecodeError } from "../errors/decode-error.ts";
import { parseJson } from "../parse-json.ts";
import { bodyLines } from "./body-lines.ts";

const RECORD_SEPARATOR = "\u001E";

/** An answer of JSON by lines, as an async iterable of its items. */
export function readLines(accept: string): AnswerReader {
  return { accept, streams: true, read: (response, reading) => iterateLines(response, reading) };
}

/**
 * The items of a response of JSON by lines; empty lines are left out.
 *
 * @throws {DecodeError} A line is not JSON.
 */
export async function* iterateLines<Item = unknown>(
  response: Response,
  { fail }: AnswerReading = failing(response),
): AsyncGenerator<Item, void, undefined> {
  for await (const line of bodyLines(response)) {
    const text = (line.startsWith(RECORD_SEPARATOR) ? line.slice(1) : line).trim();
    if (text === "") continue;
    const item = parseJson(text);
    if (item === undefined) throw fail(`not JSON by lines (a line of ${text.length} characters)`);
    yield item as Item;
  }
}

/** How a response fails that was asked for by itself. */
export function failing(response: Response): AnswerReading {
  return { fail: (problem) => new DecodeError(`The body is ${problem}`, { response }) };
}
