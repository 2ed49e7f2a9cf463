import type { AuthScheme } from "./auth-scheme.ts";
import { followWithinOrigin } from "./follow-within-origin.ts";
import { mergeHeaders } from "./merge-headers.ts";

/** Where an API key goes. */
export interface ApiKeyAuth {
  readonly in: "header" | "query" | "cookie";
  /** Name of the header, query parameter or cookie. */
  readonly parameter: string;
  /** The option that holds the key. @default "apiKey" */
  readonly option?: string;
}

/** An API key. What a call itself has under the name of its parameter stays. */
export function apiKeyAuth({ in: location, parameter, option = "apiKey" }: ApiKeyAuth): AuthScheme {
  return {
    options: [option],
    resolve([value]) {
      const key = value as string;
      if (location === "query") return { query: { [parameter]: key } };
      if (location === "header") mergeHeaders([{ [parameter]: key }], option);
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
