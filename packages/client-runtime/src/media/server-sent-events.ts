// Server-sent events (HTML, section 9.2), read once: a stream that ends is not opened again.

import type { AnswerReader, AnswerReading } from "../body-codecs.ts";
import { parseJson } from "../parse-json.ts";
import { bodyLines } from "./body-lines.ts";
import { failing } from "./json-lines.ts";

/** One event as it was sent. */
export interface ServerSentEvent {
  /** Name of its type. @default "message" */
  readonly event?: string;
  readonly data: string;
  readonly id?: string;
  /** Milliseconds that the server asks to wait before the stream is opened again. */
  readonly retry?: number;
}

/**
 * An answer of events, as an async iterable. With `json` each item is the data of an event, parsed, and data `[DONE]` ends
 * the stream, as is common among APIs that stream JSON; otherwise it is the event itself.
 */
export function readEvents(accept: string, json = false): AnswerReader {
  return {
    accept,
    streams: true,
    read: (response, reading) => (json ? eventData(response, reading) : iterateEvents(response)),
  };
}

/** The events of a response. */
export async function* iterateEvents(response: Response): AsyncGenerator<ServerSentEvent, void, undefined> {
  let fields: { event?: string; id?: string; retry?: number } = {};
  let data: string[] = [];
  for await (const line of bodyLines(response)) {
    if (line === "") {
      if (data.length > 0) yield { ...fields, data: data.join("\n") };
      [fields, data] = [{}, []];
      continue;
    }
    const [, name = "", value = ""] = /^\uFEFF?([^:]*)(?:: ?)?(.*)$/s.exec(line) ?? [];
    if (name === "data") data.push(value);
    else if (name === "event") fields.event = value;
    else if (name === "id" && !value.includes("\0")) fields.id = value;
    else if (name === "retry" && /^\d+$/.test(value)) fields.retry = Number(value);
  }
  // An event that no empty line ends is incomplete, and is left out.
}

async function* eventData(
  response: Response,
  { fail }: AnswerReading = failing(response),
): AsyncGenerator<unknown, void, undefined> {
  for await (const { data } of iterateEvents(response)) {
    if (data === "[DONE]") return;
    const item = parseJson(data);
    if (item === undefined) throw fail(`events whose data is not JSON (${data.length} characters)`);
    yield item;
  }
}
