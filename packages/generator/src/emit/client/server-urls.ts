// URLs of the document as the client compares them: normalised (WHATWG URL), a server without a slash at its end.
import type { ApiModel, Json, Server } from "@specloom/api-model";

/** The servers, each with its variables at their defaults; a relative one stays as it is. */
export function serverUrls({ servers }: Pick<ApiModel, "servers">): string[] {
  return servers.map((server) => {
    const url = filledUrl(server);
    return URL.canParse(url) ? withoutSlash(new URL(url).href) : url;
  });
}

/**
 * Where client credentials are exchanged, and where the token URL has the origin of a server, its path below that: another
 * base URL takes it over.
 */
export function tokenUrlData(
  tokenUrl: string,
  model: Pick<ApiModel, "servers">,
): { readonly [member: string]: Json } {
  if (!URL.canParse(tokenUrl)) return { tokenUrl };
  const { href, origin, pathname, search } = new URL(tokenUrl);
  const server = serverUrls(model).find((url) => URL.canParse(url) && new URL(url).origin === origin);
  if (server === undefined) return { tokenUrl: href };
  const isBelow = href.startsWith(`${server}/`);
  return { tokenUrl: href, tokenPath: isBelow ? href.slice(server.length) : pathname + search };
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
