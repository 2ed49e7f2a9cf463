// URLs of the document as the client compares them: normalised (WHATWG URL), a server without a slash at its end.
import type { ApiModel, Json, Operation, Server } from "@specloom/api-model";

type Served = Pick<ApiModel, "servers" | "operations">;

/**
 * The servers, each with its variables at their defaults; a relative one stays as it is. Those of the operations where the
 * document has none and each operation has.
 */
export function serverUrls(model: Served): readonly string[] {
  const urls = known.get(model) ?? readServerUrls(model);
  known.set(model, urls);
  return urls;
}

/** Every operation with servers of its own asks for them. */
const known: WeakMap<Served, readonly string[]> = new WeakMap();

function readServerUrls({ servers, operations }: Served): readonly string[] {
  const isLeftToOperations = servers.length === 0 && operations.every((operation) => operation.servers);
  const all = isLeftToOperations ? operations.flatMap((operation) => operation.servers ?? []) : servers;
  return [...new Set(all.map(normalUrl))];
}

/** The first of the operation's own servers that can be called; absent where it has none but those of the document. */
export function ownServer({ servers }: Operation, model: Served): string | undefined {
  const own = servers?.map(normalUrl);
  if (own === undefined || own.join("\n") === serverUrls(model).join("\n")) return undefined;
  return own.find(isCallable)?.replace(/\/+$/, "");
}

/** Whether a call can go there, alone or on some host: a variable without a default has no place in a URL. */
export function isCallable(url: string): boolean {
  const base = "https://host.invalid";
  if (url.includes("{") || !URL.canParse(url, base)) return false;
  const { protocol, username, search, hash } = new URL(url, base);
  return /^https?:$/.test(protocol) && username + search + hash === "";
}

/**
 * Where client credentials are exchanged, and where the token URL has the origin of a server, its path below that: another
 * base URL takes it over.
 */
export function tokenUrlData(tokenUrl: string, model: Served): { readonly [member: string]: Json } {
  if (!URL.canParse(tokenUrl)) return { tokenUrl };
  const { href, origin, pathname, search } = new URL(tokenUrl);
  const server = serverUrls(model).find((url) => URL.canParse(url) && new URL(url).origin === origin);
  if (server === undefined) return { tokenUrl: href };
  const isBelow = href.startsWith(`${server}/`);
  return { tokenUrl: href, tokenPath: isBelow ? href.slice(server.length) : pathname + search };
}

/** With its variables at their defaults. */
export function normalUrl(server: Server): string {
  const url = filledUrl(server);
  return URL.canParse(url) ? withoutSlash(new URL(url).href) : url;
}

function filledUrl({ url, variables }: Server): string {
  return variables.reduce(
    (filled, { name, default: value }) => filled.replaceAll(`{${name}}`, () => value),
    url,
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
