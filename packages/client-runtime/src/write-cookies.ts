import { simpleText, type SimpleStyle } from "./simple-style.ts";

/** Writes the header `Cookie`. */
export type CookieWriter = (values: Readonly<Record<string, unknown>>) => string;

/**
 * The header `Cookie` (RFC 6265, section 4.2) with parameters of an operation, but for those without a value. One cookie has
 * one text, whatever `explode` asks for: of a list `a,b`, of an object `a=1,b=2`.
 */
export const writeCookies: CookieWriter = /* @__PURE__ */ styledCookies({});

/** @param styles Of those objects that are written `a,1,b,2`: `explode` is false. */
export function styledCookies(styles: Readonly<Record<string, SimpleStyle>>): CookieWriter {
  return (values) =>
    Object.entries(values)
      .filter(([, value]) => (value ?? undefined) !== undefined)
      .map(([name, value]) => {
        const { explode = true } = (Object.hasOwn(styles, name) && styles[name]) || {};
        return `${name}=${simpleText(value, explode, (one) => encodeURIComponent(one as string))}`;
      })
      .join("; ");
}
