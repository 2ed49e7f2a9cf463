// Which host gets to see a client secret. A document's token URL says where the document's own servers exchange
// secrets; a client that talks to another server must not send its secret to the document's.

import type { AuthSetting } from "./auth-scheme.ts";
import { refuseOption } from "./errors/configuration-error.ts";
import { present } from "./present.ts";

/** Where a document has client credentials exchanged. */
export interface TokenPlace {
  /** Absolute and normalised (WHATWG URL), or relative to the base URL. */
  readonly tokenUrl: string;
  /** Where an absolute one has the origin of one of the document's servers: its path below that server, with its query. */
  readonly tokenPath?: string;
}

/**
 * The absolute URL at which credentials are exchanged. One that is relative, or of the origin of a server of the document,
 * keeps its path and takes origin and base path of `baseUrl`; any other stands as it is, over https, and only while
 * `baseUrl` is a server of the document. The option `tokenUrl` goes first; it is relative to `baseUrl`.
 *
 * @throws {ConfigurationError} It cannot be told, or the document's would show the secret to a host that it was not given for.
 */
export function resolveTokenUrl(
  { tokenUrl, tokenPath }: TokenPlace,
  { options, servers, baseUrl }: AuthSetting,
): string {
  const own = present(options.tokenUrl);
  const text = own ?? tokenUrl;
  let path = text;
  if (URL.canParse(text)) {
    const isHome = servers.includes(baseUrl);
    const start = tokenPath === undefined ? "https:" : `${new URL(baseUrl).origin}/`;
    if (own || (isHome && text.startsWith(start))) return text;
    if (tokenPath === undefined)
      throw refuseOption(
        "tokenUrl",
        `is missing: the document's is ${text}, ${isHome ? "not https" : `and "baseUrl" ${baseUrl} is none of its servers`}`,
      );
    path = tokenPath;
  }
  return `${baseUrl}/${path.replace(/^\/+/, "")}`;
}
