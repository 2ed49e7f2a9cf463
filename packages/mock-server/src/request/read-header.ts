/** A field name (RFC 9110, section 5.1): a token. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A header of a request; a document may name one that no request can carry, and that one is never there. */
export function readHeader(
  headers: { readonly get: (name: string) => string | null },
  name: string,
): string | undefined {
  return TOKEN.test(name) ? (headers.get(name) ?? undefined) : undefined;
}
