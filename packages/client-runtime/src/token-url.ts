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
  const url = given ?? documented;
  if (!url) throw refuseOption("tokenUrl", "is missing, and the document has none");
  if (!URL.canParse(url)) return joinUrl(baseUrl, url);
  if (given) return url;
  const { origin, protocol, host, pathname, search } = new URL(url);
  const known = servers
    .filter((server) => URL.canParse(server))
    .map((server) => trimSlashes(new URL(server).href));
  const home = known.find((server) => new URL(server).origin === origin);
  const atHome = known.includes(baseUrl);
  if (atHome && (home ? new URL(baseUrl).origin === origin : protocol === "https:")) return url;
  if (home) return joinUrl(baseUrl, url.startsWith(`${home}/`) ? url.slice(home.length) : pathname + search);
  throw refuseOption(
    "tokenUrl",
    `is missing: the document's is at ${host}, ${atHome ? "not over https" : `and "baseUrl" at ${new URL(baseUrl).host}, none of its servers`}`,
  );
}

/** A path below a base URL. */
function joinUrl(baseUrl: string, path: string): string {
  return `${baseUrl}/${path.replace(/^\/+/, "")}`;
}

/** The URL without slashes at its end. */
export function trimSlashes(url: string): string {
  return url.replace(/\/+$/, "");
}
