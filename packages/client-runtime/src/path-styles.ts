// Path parameters onto the wire by the styles of a document (OpenAPI 3.1, "Style Values"; RFC 6570, sections 3.2.2, 3.2.5 and
// 3.2.7). Only generated data whose document has such styles imports this.

import { encode, fillPath, refuse } from "./path-values.ts";

/** How one path parameter is written. */
export interface PathStyle {
  /** `json`: the value as JSON, which is what `content` asks for. @default "simple" */
  readonly style?: "simple" | "label" | "matrix" | "json";
  /** @default false */
  readonly explode?: boolean;
}

/** Path styles by parameter name. */
export type PathStyles = Readonly<Record<string, PathStyle>>;

/** Writes values into a path template. */
export type PathWriter = (template: string, values: Readonly<Record<string, unknown>>) => string;

/**
 * Writes parameters in their styles, and those without one as {@link fillPath} does.
 *
 * @throws {PathError} (when it is called) as {@link fillPath}, which an empty list or object is too
 */
export function styledPath(styles: PathStyles): PathWriter {
  return (template, values) => {
    let path = template;
    for (const [name, style] of Object.entries(styles)) {
      const place = `{${name}}`;
      const text = writeParameter(name, values[name], style);
      if (!text) throw refuse(template, place);
      path = path.replaceAll(place, () => text);
      // As `fillPath` looks for them: a label of a dot is `..`.
      if (text.includes(".") && DOTS.test(path)) throw refuse(template, place);
    }
    return fillPath(path, values);
  };
}

const DOTS = /\/(\.|%252e){1,2}(?=\/|$)/i;

/** Empty where a part of the value is no text, or where there is none. */
function writeParameter(
  name: string,
  value: unknown,
  { style = "simple", explode = false }: PathStyle,
): string {
  if (style === "json") return value === undefined ? "" : encode(JSON.stringify(value));
  const separator = explode ? { simple: ",", label: ".", matrix: ";" }[style] : ",";
  const prefix = { simple: "", label: ".", matrix: explode && typeof value === "object" ? ";" : `;${name}=` }[
    style
  ];
  const parts = partsOf(name, value, explode && style === "matrix" ? "named" : explode ? "paired" : "listed");
  return parts === undefined ? "" : prefix + parts.join(separator);
}

/** Encoded; undefined where one is empty or no text. */
function partsOf(name: string, value: unknown, how: "named" | "paired" | "listed"): string[] | undefined {
  const named = how === "named" ? `${encode(name)}=` : "";
  const parts =
    typeof value !== "object" || value === null
      ? [encode(value)]
      : Array.isArray(value)
        ? value.map((item) => encode(item) && named + encode(item))
        : Object.entries(value)
            .filter(([, member]) => member !== undefined)
            .map(
              ([key, member]) =>
                encode(member) && `${encode(key)}${how === "listed" ? "," : "="}${encode(member)}`,
            );
  return parts.length > 0 && parts.every(Boolean) ? parts : undefined;
}
