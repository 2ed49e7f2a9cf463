// What a caller said, checked and completed from the environment and the document. A message names the option and
// never holds the value of one that may be secret.

import type { ApiDescription } from "./api-description.ts";
import type { PathClientOptions } from "./client-options.ts";
import type { Credentials } from "./auth-scheme.ts";
import { resolveCredentials } from "./credentials.ts";
import { variableReader, type Environment } from "./environment.ts";
import { NOWHERE, refuseOption } from "./errors/configuration-error.ts";
import { mergeHeaders } from "./merge-headers.ts";
import { present } from "./present.ts";

/** What follows from the options of a client. */
export interface Settings {
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** What tokens depend on. */
  readonly tokenKey: readonly unknown[];
}

/** Types of values by name. */
type Kinds = Readonly<Record<string, string>>;

/** What each option may be; credentials are strings. */
const KINDS: Kinds = {
  baseUrl: "string",
  tokenUrl: "string",
  userAgent: "string",
  timeout: "number",
  retry: "object",
  hooks: "object",
  headers: "object",
  query: "object",
  fetch: "function",
  token: "string or function",
};

const RETRY_KINDS: Kinds = { attempts: "number", budget: "number", unsafe: "boolean" };

const HOOK_KINDS: Kinds = { onRequest: "function", onResponse: "function", onRetry: "function" };

/**
 * Checks the options and fills them in.
 *
 * @throws {ConfigurationError} An option is unknown, has the wrong type or value, is missing, or contradicts another.
 */
export function resolveSettings(
  api: ApiDescription,
  options: PathClientOptions,
  environment?: Environment,
): Settings {
  const { auth = [], servers, environmentPrefix } = api;
  const given = options as Readonly<Record<string, unknown>>;
  const credentials = auth.flatMap((scheme) => scheme.options.map((option) => [option, "string"]));
  checkKinds(given, { ...(Object.fromEntries(credentials) as Kinds), ...KINDS });
  const { onRequest, onResponse, onRetry } = options.hooks ?? {};
  checkKinds({ onRequest, onResponse, onRetry }, HOOK_KINDS);
  checkCallOptions(options);
  mergeHeaders([{ "user-agent": options.userAgent }], "userAgent");
  mergeHeaders([options.headers]);
  const readVariable = variableReader(environmentPrefix, environment);
  const read = (option: string): string | undefined =>
    (present(given[option]) as string | undefined) ?? readVariable(option);
  const baseUrl = resolveBaseUrl(read("baseUrl"), servers);
  const resolved = resolveCredentials(auth, { options, read, baseUrl, servers });
  return {
    baseUrl,
    credentials: resolved.credentials,
    tokenKey: [baseUrl, options.tokenUrl, ...resolved.values],
  };
}

function checkKinds(given: object | undefined, kinds: Kinds): void {
  for (const [name, value] of Object.entries<unknown>({ ...given })) {
    const kind = kinds[name] ?? "";
    const found = value === null ? "null" : typeof value;
    if (value !== undefined && !kind.includes(found))
      throw refuseOption(name, kind ? `must be a ${kind}, found a ${found}` : "is none of this client");
    if (found === "number" && !((value as number) > 0))
      throw refuseOption(name, `must be over 0, found ${value as number}`);
  }
}

/**
 * Checks what a call has of its own too.
 *
 * @throws {ConfigurationError} A time or a count is none, or is not over 0.
 */
export function checkCallOptions({ timeout, retry }: Pick<PathClientOptions, "timeout" | "retry">): void {
  // Most calls give neither, and looking costs as much as the rest of a call's beginning.
  if (timeout === undefined && !retry) return;
  checkKinds({ timeout }, KINDS);
  checkKinds(retry, RETRY_KINDS);
}

function resolveBaseUrl(given: string | undefined, servers: readonly string[]): string {
  // In a browser a relative one is relative to the page.
  const page = (globalThis as { location?: { href: string } }).location?.href;
  const found = given ?? servers.find((server) => URL.canParse(server, page));
  if (!found) throw refuseOption("baseUrl", NOWHERE);
  const url = URL.canParse(found, page) ? new URL(found, page).href : "";
  if (/^https?:[^@?#]+$/.test(url)) return url.replace(/\/+$/, "");
  throw refuseOption("baseUrl", "must be an http or https URL without user, query and fragment");
}
