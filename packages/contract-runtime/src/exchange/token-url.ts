import type { ApiModel } from "@specloom/api-model";

/**
 * Where tokens are fetched for a server under test. A relative URL of the document follows the base URL, base path
 * included; an absolute one that lies under a server of the document moves to the base URL with it, so that a local
 * server's credentials never travel to the host that the document names.
 * @param baseUrl without a trailing slash
 */
export function resolveTokenUrl(model: ApiModel, baseUrl: string, tokenUrl: string): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(tokenUrl)) return `${baseUrl}/${tokenUrl.replace(/^\/+/, "")}`;
  for (const { url } of model.servers) {
    const server = url.replace(/\/+$/, "");
    if (server !== "" && tokenUrl.startsWith(`${server}/`))
      return `${baseUrl}${tokenUrl.slice(server.length)}`;
  }
  return tokenUrl;
}
