// Where an operation is called that has servers of its own. Only generated data whose document has such operations imports
// this.

/** The client of a call, as far as that goes. */
export interface Home {
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  readonly api: {
    /** URLs of the document's servers, absolute ones normalised. */
    readonly servers: readonly string[];
  };
}

/** The base URL of a call, absolute and without a slash at its end. */
export type ServerChooser = (home: Home) => string;

/**
 * The server of the operation while the base URL is one of the document's. Any other base URL takes the place of all servers
 * of the document, so that what is meant for it, credentials among that, reaches no other host. A relative server, of the
 * document too, is one on the host of the base URL; a base URL that is only known so leads to that host alone.
 *
 * @param server Normalised (WHATWG URL) where it is absolute, and without a slash at its end.
 */
export function operationServer(server: string): ServerChooser {
  return ({ baseUrl, api }) => {
    const resolve = (url: string): string =>
      URL.canParse(url, `${baseUrl}/`) ? new URL(url, `${baseUrl}/`).href.replace(/\/+$/, "") : "";
    const target = resolve(server);
    const isSameHost = new URL(target).origin === new URL(baseUrl).origin;
    const isHome = api.servers.some((one) => (isSameHost || URL.canParse(one)) && resolve(one) === baseUrl);
    return isHome ? target : baseUrl;
  };
}
