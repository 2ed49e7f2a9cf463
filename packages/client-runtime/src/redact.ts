// What must not be seen, out of what is shown: by name, over headers, URLs and bodies.

import type { ApiDescription } from "./api-description.ts";

/** A copy of JSON data without the values of secret members, at any depth, and of secret parameters of URLs in it. */
export type Redact = <Data>(data: Data) => Data;

/** What stands in the place of a secret. */
const REDACTED = "[redacted]";

/** Names of HTTP and OAuth (RFC 9110, 6265, 6749). */
const KNOWN = "authorization,proxy-authorization,cookie,access_token,refresh_token,client_secret";

/** Knows the names that the document calls secret, those of its security schemes, and those of HTTP and OAuth. */
export function createRedactor({ secrets = [], auth = [] }: ApiDescription): Redact {
  const schemes = auth.flatMap((scheme) => ("parameter" in scheme ? scheme.parameter : []));
  const names = new Set(
    [...KNOWN.split(","), ...secrets, ...schemes].flatMap((name) => [
      name.toLowerCase(),
      encodeURIComponent(name).toLowerCase(),
    ]),
  );
  const isSecret = (name: string): boolean => names.has(name.toLowerCase());
  const redactMember = (name: string, member: unknown): unknown => {
    if (isSecret(name)) return REDACTED;
    if (typeof member !== "string") return member;
    return member.replace(/([?&]([^=&#]+)=)[^&#\s]*/g, (pair: string, start: string, parameter: string) =>
      isSecret(parameter) ? start + REDACTED : pair,
    );
  };
  return (data) => data && JSON.parse(JSON.stringify(data, redactMember));
}
