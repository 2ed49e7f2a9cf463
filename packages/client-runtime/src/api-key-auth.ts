import type { AuthScheme } from "./auth-scheme.ts";
import { followWithinOrigin } from "./follow-within-origin.ts";
import { mergeHeaders } from "./merge-headers.ts";

/** Where an API key goes. */
export interface ApiKeyAuth {
  readonly in: "header" | "query" | "cookie";
  /** Name of the header, query parameter or cookie. */
  readonly parameter: string;
}

/** An API key with the option `apiKey`. What a call itself has under that name stays. */
export function apiKeyAuth({ in: location, parameter }: ApiKeyAuth): AuthScheme {
  return {
    options: ["apiKey"],
    resolve([value]) {
      const key = value as string;
      if (location === "query") return { query: { [parameter]: key } };
      if (location === "header") mergeHeaders([{ [parameter]: key }], "apiKey");
      return {
        guard: followWithinOrigin,
        authorize(headers) {
          if (location === "header" && !headers.has(parameter)) headers.set(parameter, key);
          if (location === "cookie") addCookie(headers, `${parameter}=${encodeURIComponent(key)}`);
        },
      };
    },
  };
}

/** `Headers` alone would join cookies with a comma in some runtimes. */
function addCookie(headers: Headers, cookie: string): void {
  const others = headers.get("cookie");
  headers.set("cookie", others ? `${others}; ${cookie}` : cookie);
}
