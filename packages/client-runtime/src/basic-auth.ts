import type { AuthScheme } from "./auth-scheme.ts";

/** HTTP Basic (RFC 7617) with the options `username` and `password`, in UTF-8. A call's own `Authorization` stays. */
export function basicAuth(): AuthScheme {
  return {
    options: ["username", "password"],
    resolve(values) {
      const bytes = new TextEncoder().encode(values.join(":"));
      const basic = `Basic ${btoa(String.fromCharCode(...bytes))}`;
      return {
        authorize(headers) {
          if (!headers.has("authorization")) headers.set("authorization", basic);
        },
      };
    },
  };
}
