import type { AuthScheme } from "./auth-scheme.ts";
import { fetchToken } from "./fetch-token.ts";
import { resolveTokenUrl, type TokenPlace } from "./token-url.ts";

/** Client credentials (RFC 6749, section 4.4) with the options `clientId` and `clientSecret`. */
export function clientCredentials(place: TokenPlace): AuthScheme {
  return {
    options: ["clientId", "clientSecret"],
    resolve(values, setting) {
      const url = resolveTokenUrl(place, setting);
      return { issue: (context) => fetchToken(context, values as readonly string[], url) };
    },
  };
}
