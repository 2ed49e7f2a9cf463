import type { CarryingScheme } from "./api-description.ts";

/** HTTP Basic (RFC 7617) with the options `username` and `password`, in UTF-8. A call's own `Authorization` stays. */
export function basicAuth(): CarryingScheme {
  return {
    kind: "basic",
    options: ["username", "password"],
    carry(values) {
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
