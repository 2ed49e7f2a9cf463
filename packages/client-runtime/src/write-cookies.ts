/** The header `Cookie` (RFC 6265, section 4.2) with parameters of an operation. */
export function writeCookies(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`)
    .join("; ");
}
