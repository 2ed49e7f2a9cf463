// Which host gets to see a client secret. A document's token URL says where the document's own servers exchange
// secrets; a client that talks to another server must not send its secret to the document's.

import { refuseOption } from "./errors/configuration-error.ts";

/** What decides where the secret goes. */
export interface TokenUrlInput {
  /** Of the document; may be relative. */
  readonly documented: string | undefined;
  /** The option `tokenUrl`. */
  readonly given: string | undefined;
  readonly baseUrl: string;
  /** Servers of the document. */
  readonly servers: readonly string[];
}

/**
 * The absolute URL at which credentials are exchanged. A relative one, or one of the origin of a server of the
 * document, keeps its path and takes origin and base path of `baseUrl`; any other stands as it is, over https, and only
 * while `baseUrl` is a server of the document.
 *
 * @throws {ConfigurationError} It cannot be told, or the document's would show the secret to a host that it was not given for.
 */
export function resolveTokenUrl({ documented, given, baseUrl, servers }: TokenUrlInput): string {
  const text = given ?? documented;
  if (!text) throw refuseOption("tokenUrl", "is missing, and the document has none");
  const url = parseUrl(text);
  if (!url) return joinUrl(baseUrl, text);
  if (given) return text;
  const { origin, protocol, host, pathname, search } = url;
  const known = servers.flatMap((server) => parseUrl(server) ?? []);
  const home = known.find((server) => server.origin === origin);
  const atHome = known.some((server) => trimSlashes(server.href) === baseUrl);
  const base = new URL(baseUrl);
  if (atHome && (home ? base.origin === origin : protocol === "https:")) return text;
  const prefix = home && `${trimSlashes(home.href)}/`;
  if (prefix)
    return joinUrl(baseUrl, text.startsWith(prefix) ? text.slice(prefix.length) : pathname + search);
  throw refuseOption(
    "tokenUrl",
    `is missing: the document's is at ${host}, ${atHome ? "not over https" : `"baseUrl" at ${base.host}, none of its servers`}`,
  );
}

/** Undefined where it is none. `URL.parse` is newer than Node 20. */
export function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** A path below a base URL. */
function joinUrl(baseUrl: string, path: string): string {
  return `${baseUrl}/${path.replace(/^\/+/, "")}`;
}

/** The URL without slashes at its end. */
export function trimSlashes(url: string): string {
  return url.replace(/\/+$/, "");
}
