import type { ApiModel } from "@specloom/api-model";
import { CredentialsWithheld } from "./credentials-refused.ts";

/**
 * Where tokens are fetched for a server under test. A relative URL of the document, or one of the origin of a server of
 * the document, moves to the base URL, base path included; any other stands as it is, over https, and only while the base
 * URL is a server of the document: a local server's credentials never travel to a host that the document names.
 * @param baseUrl without a trailing slash
 * @throws CredentialsWithheld where the document's URL would show the credentials to a host that they were not given for
 */
export function resolveTokenUrl(model: ApiModel, baseUrl: string, tokenUrl: string): string {
  if (!URL.canParse(tokenUrl)) return join(baseUrl, tokenUrl);
  const { origin, protocol, host, pathname, search } = new URL(tokenUrl);
  const servers = model.servers.map(({ url }) => url).filter((url) => URL.canParse(url));
  const known = servers.map((server) => new URL(server).href.replace(/\/+$/, ""));
  const home = known.find((server) => new URL(server).origin === origin);
  const isAtHome = known.includes(baseUrl);
  const isSafe = home === undefined ? protocol === "https:" : new URL(baseUrl).origin === origin;
  if (isAtHome && isSafe) return tokenUrl;
  if (home !== undefined)
    return join(baseUrl, tokenUrl.startsWith(`${home}/`) ? tokenUrl.slice(home.length) : pathname + search);
  const found = isAtHome ? "not over https" : `the base URL at ${new URL(baseUrl).host}, none of its servers`;
  throw new CredentialsWithheld(
    `The document's token URL is at ${host}, ${found}: client id and secret are not sent there. Give a token instead.`,
  );
}

function join(baseUrl: string, path: string): string {
  return `${baseUrl}/${path.replace(/^\/+/, "")}`;
}
