// What a caller said, checked and completed from the environment and the document. A message names the option and
// never holds the value of one that may be secret.

import type { ApiDescription } from "./api-description.ts";
import type { ClientOptions } from "./client-options.ts";
import { resolveCredentials, type Credentials } from "./credentials.ts";
import { variableReader, type Environment } from "./environment.ts";
import { refuseOption } from "./errors/configuration-error.ts";
import { present } from "./present.ts";
import { parseUrl, trimSlashes } from "./token-url.ts";

/** Options of a client, and what follows from them. */
export interface Settings {
  readonly options: ClientOptions;
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
}

/** The options by what they may be. */
const types: Readonly<Record<string, readonly (keyof ClientOptions)[]>> = {
  string: [
    "baseUrl",
    "clientId",
    "clientSecret",
    "username",
    "password",
    "apiKey",
    "tokenUrl",
    "userAgent",
    "logLevel",
  ],
  number: ["timeout"],
  object: ["retry", "hooks", "logger", "headers", "query"],
  function: ["fetch"],
  "string or function": ["token"],
};

/**
 * Checks the options and fills them in.
 *
 * @throws {ConfigurationError} An option has the wrong type or value, is missing, or contradicts another.
 */
export function resolveSettings(
  api: ApiDescription,
  options: ClientOptions,
  environment?: Environment,
): Settings {
  for (const [type, names] of Object.entries(types))
    for (const name of names) {
      const found = typeof options[name];
      if (found !== "undefined" && !type.includes(found))
        throw refuseOption(name, `must be a ${type}, found a ${found}`);
    }
  checkTimes(options);
  try {
    void new Headers(options.headers as Record<string, string>);
  } catch {
    // What the platform throws shows the value.
    throw refuseOption("headers", "has a name or a value that HTTP does not allow");
  }
  const readVariable = variableReader(api.environmentPrefix, environment);
  const read = (option: string): unknown =>
    present(options[option as keyof ClientOptions]) ?? readVariable(option);
  const baseUrl = resolveBaseUrl(read("baseUrl") as string | undefined, api.servers);
  return { options, baseUrl, credentials: resolveCredentials(api, { options, read, baseUrl }) };
}

/** @throws {ConfigurationError} A time or a count is not over 0. */
export function checkTimes({ timeout, retry }: Pick<ClientOptions, "timeout" | "retry">): void {
  for (const [name, value] of Object.entries({ timeout, ...retry }))
    if (typeof value === "number" && !(value > 0)) throw refuseOption(name, `must be over 0, found ${value}`);
}

function resolveBaseUrl(given: string | undefined, servers: readonly string[]): string {
  // In a browser a relative one is relative to the page.
  const page = (globalThis as { location?: { href: string } }).location?.href;
  const candidate = given ?? servers.find((server) => URL.canParse(server, page));
  if (!candidate) throw refuseOption("baseUrl", "is missing, and the document names no absolute server");
  const href = `${parseUrl(candidate, page)?.href}`;
  if (/^https?:[^@?#]+$/.test(href)) return trimSlashes(href);
  throw refuseOption("baseUrl", "must be an absolute http or https URL without user, query and fragment");
}
