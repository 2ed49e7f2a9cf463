import {
  entriesOf,
  isObject,
  joinPointer,
  memberOf,
  textOf,
  type Json,
  type Located,
  type Pointer,
} from "@specloom/api-model";

export interface WireParameter {
  readonly in: "path" | "query" | "header" | "cookie";
  readonly name: string;
  readonly isRequired: boolean;
  readonly style: string;
  readonly isExploded: boolean;
  /** Set where the value is written in a media type instead of by a style. */
  readonly mediaType?: string;
  readonly schema: Json | undefined;
  /** Where the schema stands. */
  readonly pointer: Pointer;
}

const DEFAULT_STYLE = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;
/** OpenAPI describes these elsewhere and says that parameters of their names are ignored. */
const IGNORED = /^(accept|authorization|content-type)$/i;

/** Undefined for what is no parameter, and for headers that are described elsewhere. */
export function readParameter({ value, pointer }: Located): WireParameter | undefined {
  const place = textOf(value, "in");
  const name = textOf(value, "name");
  if (
    name === undefined ||
    (place !== "path" && place !== "query" && place !== "header" && place !== "cookie")
  ) {
    return undefined;
  }
  if (place === "header" && IGNORED.test(name)) return undefined;
  return {
    in: place,
    name,
    ...readValue({ value, pointer }, place),
    isRequired: place === "path" || isRequired(value),
  };
}

/** A response header, under a name of no meaning. */
export function readHeader({ value, pointer }: Located): WireParameter {
  return {
    in: "header",
    name: "",
    ...readValue({ value, pointer }, "header"),
    isRequired: isRequired(value),
  };
}

function isRequired(value: Json): boolean {
  return memberOf(value, "required") === true;
}

function readValue(
  { value, pointer }: Located,
  place: WireParameter["in"],
): Pick<WireParameter, "style" | "isExploded" | "mediaType" | "schema" | "pointer"> {
  const [content] = entriesOf(memberOf(value, "content"));
  const style = textOf(value, "style") ?? DEFAULT_STYLE[place];
  const explode = memberOf(value, "explode");
  const isExploded = typeof explode === "boolean" ? explode : style === "form" || style === "cookie";
  if (content !== undefined && isObject(content[1])) {
    const [mediaType, inner] = content;
    const at = joinPointer(pointer, "content", mediaType, "schema");
    return { style, isExploded, mediaType, schema: memberOf(inner, "schema"), pointer: at };
  }
  return { style, isExploded, schema: memberOf(value, "schema"), pointer: joinPointer(pointer, "schema") };
}

/** How a value is written: equal for parameters that write the values of that kind alike (OpenAPI 3.1, section 4.8.12.3). */
export function serialisedForm(
  { style, isExploded, mediaType }: WireParameter,
  kind: "scalar" | "array" | "object",
): string {
  if (mediaType !== undefined) return mediaType;
  const isPlainQuery = ["form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"].includes(style);
  if (kind === "scalar") return isPlainQuery ? "form" : style;
  if (style === "deepObject") return style;
  if (kind === "array" && isPlainQuery && isExploded) return "repeated";
  if (kind === "array" && style === "simple") return style;
  return `${style === "cookie" ? "form" : style} ${isExploded}`;
}
