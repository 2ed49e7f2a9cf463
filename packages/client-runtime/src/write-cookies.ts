/** The header `Cookie` (RFC 6265, section 4.2) with parameters of an operation, but for those without a value. */
export function writeCookies(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => (value ?? undefined) !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`)
    .join("; ");
}
