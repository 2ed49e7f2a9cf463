// What must not be seen, out of what is shown: by name, over headers, URLs and bodies.

/** A copy of JSON data without the values of secret members, at any depth, and of secret parameters of URLs in it. */
export type Redact = <Data>(data: Data) => Data;

/** What stands in the place of a secret. */
export const REDACTED = "[redacted]";

/** Names of HTTP and OAuth (RFC 9110, 6265, 6749). */
const KNOWN = "authorization,proxy-authorization,cookie,access_token,refresh_token,client_secret";

/**
 * Knows the names of HTTP and OAuth, and further ones.
 *
 * @param further In lower case, and where a URL writes them in another way, also in that.
 * @param redactURLs Takes out what is secret in a URL by its place.
 */
export function createRedactor(
  further: readonly string[] = [],
  redactURLs: (text: string) => string = String,
): Redact {
  const names = new Set([...KNOWN.split(","), ...further]);
  const isSecret = (name: string): boolean => names.has(name.toLowerCase());
  const redactMember = (name: string, member: unknown): unknown => {
    if (isSecret(name)) return REDACTED;
    if (typeof member !== "string") return member;
    return redactURLs(member).replace(
      /((?:^|[?&\s])([^?=&#\s]+)=)[^&#\s]*/g,
      (pair: string, start: string, parameter: string) => (isSecret(parameter) ? start + REDACTED : pair),
    );
  };
  return (data) => data && JSON.parse(JSON.stringify(data, redactMember));
}
