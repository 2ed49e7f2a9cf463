// Header parameters that may be objects. Only generated data whose document has some imports this.

import { simpleText, type SimpleStyle } from "./simple-style.ts";

/** Writes objects among the values of headers; others stay as they are. */
export type HeaderWriter = (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** @param styles Of the headers that may be objects, by name. */
export function styledHeaders(styles: Readonly<Record<string, SimpleStyle>>): HeaderWriter {
  return (values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
        if (!isObject || !Object.hasOwn(styles, name)) return [name, value];
        return [name, simpleText(value, styles[name]?.explode ?? false, String)];
      }),
    );
}
