// What must not be seen, out of what is shown: by name, over headers, URLs and bodies.

import type { ApiDescription } from "./api-description.ts";

/** What stands in the place of a secret. */
const REDACTED = "[redacted]";

/** Takes secrets out of what is shown. */
export interface Redactor {
  /** A copy of JSON data, the values of secret members replaced at any depth. */
  readonly data: <Data>(data: Data) => Data;
  /** The URL, the values of secret query parameters replaced. */
  readonly url: (url: string) => string;
}

/** Knows the names that the document calls secret, those of its security schemes, and those of HTTP and OAuth (RFC 9110, 6265, 6749). */
export function createRedactor({ secrets = [], auth = [] }: ApiDescription): Redactor {
  const schemes = auth.map((scheme) => (scheme.kind === "apiKey" ? scheme.parameter : ""));
  const known = "authorization,proxy-authorization,cookie,access_token,refresh_token,client_secret";
  const names = new Set(
    [...secrets, ...schemes, ...known.split(",")].map((name) => encodeURIComponent(name).toLowerCase()),
  );
  const isSecret = (name: string): boolean => name !== "" && names.has(name.toLowerCase());
  return {
    data: (data) =>
      data &&
      JSON.parse(
        JSON.stringify(data, (name, member: unknown) =>
          isSecret(encodeURIComponent(name)) ? REDACTED : member,
        ),
      ),
    url: (url) =>
      url.replace(/([?&]([^=&#]+)=)[^&#]*/g, (pair: string, start: string, name: string) =>
        isSecret(name) ? start + REDACTED : pair,
      ),
  };
}
