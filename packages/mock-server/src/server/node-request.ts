// A request as Node gives it, read like a `Request` without making one: that would cost more than the rest of an answer.
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { IncomingRequest } from "../app/incoming-request.ts";

/** Targets that `URL` would leave as they are: no dot segments, nothing that it would encode. */
const PLAIN = /^\/(?!.*(?:\/\.|%2e))[\w/?&=%~+,;:@!$()*.-]*$/i;
const HOST = /^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i;

export class NodeRequest implements IncomingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingRequest["headers"];
  readonly #message: IncomingMessage;

  constructor(message: IncomingMessage) {
    this.method = message.method ?? "GET";
    this.url = urlOf(message);
    this.headers = new NodeHeaders(message);
    this.#message = message;
  }

  get body(): ReadableStream<Uint8Array> | null {
    const { headers } = this.#message;
    const isEmpty = headers["transfer-encoding"] === undefined && headers["content-length"] === undefined;
    return isEmpty ? null : (Readable.toWeb(this.#message) as ReadableStream<Uint8Array>);
  }

  allHeaders(): Headers {
    const entries = Object.entries(this.#message.headers);
    return new Headers(
      entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
  }

  text(): Promise<string> {
    const message = this.#message;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.once("end", () => resolve(decode(chunks)));
      message.once("error", reject);
    });
  }

  formData(): Promise<FormData> {
    const contentType = this.headers.get("content-type") ?? "";
    return new Response(this.body, { headers: { "content-type": contentType } }).formData();
  }
}

/** A real `Request`, for the rare answer that needs one. */
export function toRequest(request: NodeRequest): Request {
  const { method, url, body } = request;
  const headers = request.allHeaders();
  return new Request(url, body === null ? { method, headers } : { method, headers, body, duplex: "half" });
}

class NodeHeaders {
  readonly #message: IncomingMessage;

  constructor(message: IncomingMessage) {
    this.#message = message;
  }

  get(name: string): string | null {
    const value = this.#message.headers[name.toLowerCase()];
    if (value === undefined) return null;
    return typeof value === "string" ? value : value.join(", ");
  }

  has(name: string): boolean {
    return this.#message.headers[name.toLowerCase()] !== undefined;
  }
}

/** UTF-8 without its byte order mark, as `Request.text` gives it. */
function decode(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
  const text = whole.toString("utf8");
  return text.codePointAt(0) === 0xfe_ff ? text.slice(1) : text;
}

function urlOf({ url = "/", headers }: IncomingMessage): string {
  const { host = "" } = headers;
  const origin = `http://${HOST.test(host) ? host : "localhost"}`;
  if (PLAIN.test(url)) return origin + url;
  // A target may be absolute, or be no path at all (`OPTIONS *`).
  const whole = url.startsWith("/") ? origin + url : url;
  return URL.canParse(whole) ? new URL(whole).href : `${origin}/${encodeURIComponent(url)}`;
}
