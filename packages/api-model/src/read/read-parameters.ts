import type { Json, Parameter, Pointer } from "../model.ts";
import {
  describeValue,
  entriesOf,
  flagOf,
  itemsOf,
  memberOf,
  optionalText,
  shorten,
  textOf,
} from "../json.ts";
import { joinPointer } from "../pointer.ts";
import { readContent, readSchemaMember } from "./read-content.ts";
import { readQuerystring } from "./read-querystring.ts";
import { readExamples } from "./read-examples.ts";
import { readParameterExtension } from "./read-x-specloom.ts";
import { resolveOrReport, type RawParameter, type Reading } from "./reading.ts";

type Location = Parameter["in"];

const LOCATIONS: readonly string[] = ["path", "query", "header", "cookie"] satisfies Location[];
/** Styles by location (OpenAPI 3.2, Parameter Object); the first is the default. */
const STYLES: { readonly [Place in Location]: readonly Parameter["style"][] } = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};
/** Header parameters that OpenAPI describes elsewhere and says shall be ignored. */
const IGNORED_HEADERS = new Set(["accept", "authorization", "content-type"]);

/** The `parameters` of a path item or operation, in document order, `$ref`s followed. */
export function readParameters(reading: Reading, holder: Json, pointer: Pointer): RawParameter[] {
  const found: RawParameter[] = [];
  itemsOf(memberOf(holder, "parameters")).forEach((value, index) => {
    const target = resolveOrReport(reading, value, joinPointer(pointer, "parameters", index));
    for (const parameter of target === undefined
      ? []
      : readParameter(reading, target.value, target.pointer)) {
      if (found.some((other) => isSameParameter(other, parameter))) {
        reading.report("duplicate-parameter", joinPointer(pointer, "parameters", index), {
          message: `The ${parameter.in} parameter ${JSON.stringify(parameter.name)} is declared twice here; the first counts.`,
          hint: "Remove one of them.",
        });
      } else found.push(parameter);
    }
  });
  return found;
}

/** True where both stand at one place of the request; header names ignore case (RFC 9110, section 5.1). */
export function isSameParameter(left: RawParameter, right: RawParameter): boolean {
  if (left.in !== right.in) return false;
  return left.in === "header"
    ? left.name.toLowerCase() === right.name.toLowerCase()
    : left.name === right.name;
}

/** None where it is left out; several where one stands for a whole query string. */
function readParameter(reading: Reading, value: Json, pointer: Pointer): readonly RawParameter[] {
  const name = textOf(value, "name");
  const place = textOf(value, "in");
  if (name === undefined || place === undefined) {
    reading.report("malformed", pointer, {
      message: `A parameter must be an object with \`name\` and \`in\`; found ${describeValue(value)} without one of them.`,
      hint: "Give it both.",
    });
    return [];
  }
  const members = place === "querystring" ? readQuerystring(reading, value, pointer) : undefined;
  if (members !== undefined) return members;
  if (!isLocation(place)) {
    reading.report("unsupported-parameter", pointer, {
      message: `The parameter ${JSON.stringify(shorten(name))} is in ${JSON.stringify(shorten(place))}; it is left out.`,
      hint:
        place === "querystring"
          ? "Give it `content` of application/x-www-form-urlencoded whose schema is one object with `properties`."
          : "Use path, query, header or cookie.",
    });
    return [];
  }
  if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase())) {
    reading.report("ignored-header", pointer, {
      message: `The header parameter ${JSON.stringify(name)} is ignored, as OpenAPI demands.`,
      hint: "Describe it by `content` or by a security scheme.",
    });
    return [];
  }
  if (place === "header" && TRANSPORT_HEADERS.has(name.toLowerCase())) {
    reading.report("ignored-header", pointer, {
      message: `The header parameter ${JSON.stringify(name)} is left out: it is set by what sends the request, and nobody else may.`,
      hint: "Remove it.",
    });
    return [];
  }
  return [buildParameter(reading, value, { name, place, pointer })];
}

/** Of the connection and the framing of a message (RFC 9110, section 7.6.1; RFC 9112, section 6); `fetch` refuses them. */
const TRANSPORT_HEADERS = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

interface Placed {
  readonly name: string;
  readonly place: Location;
  readonly pointer: Pointer;
}

function buildParameter(reading: Reading, value: Json, { name, place, pointer }: Placed): RawParameter {
  const required = flagOf(value, "required");
  if (place === "path" && !required) {
    reading.report("optional-path-parameter", pointer, {
      message: `The path parameter ${JSON.stringify(shorten(name))} is not marked as required; it is taken as required.`,
      hint: "Add `required: true`.",
    });
  }
  const { schema, mediaType } = readValueSchema(reading, value, { name, place, pointer });
  const style = readStyle(reading, value, { name, place, pointer });
  const explode = memberOf(value, "explode");
  const extension = readParameterExtension({ value, pointer }, reading.report);
  return {
    kind: "parameter",
    pointer,
    in: place,
    name,
    required: place === "path" || required,
    deprecated: flagOf(value, "deprecated"),
    ...optionalText(value, "description"),
    schema,
    ...(mediaType === undefined ? {} : { mediaType }),
    style,
    explode: typeof explode === "boolean" ? explode : style === "form" || style === "cookie",
    allowReserved: flagOf(value, "allowReserved"),
    enforcesFormat: extension.enforceFormat ?? false,
    expands: extension.expands ?? [],
    examples: readExamples(reading, value, { pointer, schema }),
  };
}

function readValueSchema(
  reading: Reading,
  value: Json,
  { name, pointer }: Placed,
): { schema: Pointer; mediaType?: string } {
  const schema = readSchemaMember(reading, value, { pointer, member: "schema" });
  if (schema !== undefined) return { schema };
  const content = readContent(reading, value, pointer)[0];
  if (content?.schema !== undefined) return { schema: content.schema, mediaType: content.mediaType };
  reading.report("parameter-without-schema", pointer, {
    message: `The parameter ${JSON.stringify(shorten(name))} has neither \`schema\` nor \`content\` with one; any value passes.`,
    hint: "Give it a `schema`.",
  });
  const [mediaType] = entriesOf(memberOf(value, "content"))[0] ?? [];
  return {
    schema: reading.schemas.invent(true, joinPointer(pointer, "schema")),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

function readStyle(reading: Reading, value: Json, { name, place, pointer }: Placed): Parameter["style"] {
  const style = textOf(value, "style");
  const allowed = STYLES[place];
  const fallback = allowed[0] ?? "form";
  if (style === undefined) return fallback;
  const found = allowed.find((candidate) => candidate === style);
  if (found !== undefined) return found;
  reading.report("unsupported-style", joinPointer(pointer, "style"), {
    message: `The ${place} parameter ${JSON.stringify(shorten(name))} has the style ${JSON.stringify(shorten(style))}; ${fallback} is taken.`,
    hint: `Use one of ${allowed.join(", ")}.`,
  });
  return fallback;
}

function isLocation(place: string): place is Location {
  return LOCATIONS.includes(place);
}
