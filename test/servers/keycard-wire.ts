// How requests reach the server that was written by hand, and answers leave it.
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, headers: Readonly<Record<string, string>> = {}) {
    super(code.replaceAll("_", " "));
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export interface Call {
  readonly method: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const ROUTE = /^\/organizations\/([^/]+)\/service-accounts(?:\/([^/]+)(?:\/credentials(?:\/([^/]+))?)?)?$/;

export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://keycard");
  const path = (ROUTE.exec(url.pathname) ?? [])
    .slice(1)
    .flatMap((part) => (part === undefined ? [] : [decode(part)]));
  if (path.length === 2 && url.pathname.endsWith("/credentials")) path.push("");
  if (url.pathname === "/service-account-token") path.push("token");
  const text = Buffer.concat(chunks).toString("utf8");
  return { method: request.method ?? "GET", path, query: url.searchParams, headers: request.headers, text };
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function send(response: ServerResponse, { status, body, headers = {} }: Reply, isText: boolean): void {
  const type: Record<string, string> =
    body === undefined ? {} : { "content-type": isText && status < 300 ? "text/plain" : "application/json" };
  response.writeHead(status, { ...headers, ...type });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** The same text, the same UUID. */
export function uuid(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
