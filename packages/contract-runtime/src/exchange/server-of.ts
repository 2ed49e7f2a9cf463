import type { ApiModel, Operation, Server } from "@specloom/api-model";

/**
 * Where an operation is called: at its own server, as the document has it, while the base URL is one of the document's
 * servers; any other base URL stands for all of them, so that what is meant for a server under test reaches no other.
 * @param baseUrl without a trailing slash
 */
export function serverOf(model: ApiModel, operation: Operation, baseUrl: string): string {
  const target = operation.servers?.map((server) => resolve(server, baseUrl)).find(isCallable);
  if (target === undefined) return baseUrl;
  // A base URL that only a relative server stands for leads to no other host.
  const isSameHost = new URL(target).origin === new URL(baseUrl).origin;
  const isHome = model.servers.some(
    (server) => (isSameHost || URL.canParse(server.url)) && resolve(server, baseUrl) === baseUrl,
  );
  return isHome ? target : baseUrl;
}

/** A variable without a default has no place in a URL. */
function isCallable(url: string): boolean {
  return /^https?:[^?#@]+$/.test(url) && !/\{|%7B/i.test(url);
}

/** Relative ones are read on the host of the base URL. */
function resolve(server: Server, baseUrl: string): string {
  const url = filledUrl(server);
  return URL.canParse(url, `${baseUrl}/`) ? new URL(url, `${baseUrl}/`).href.replace(/\/+$/, "") : "";
}

function filledUrl({ url, variables }: Server): string {
  return variables.reduce(
    (filled, { name, default: value }) => filled.replaceAll(`{${name}}`, () => value),
    url,
  );
}
