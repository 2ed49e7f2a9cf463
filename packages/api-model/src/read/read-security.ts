import type { Json, Pointer, SecurityRequirement, SecurityScheme } from "../model.ts";
import { entriesOf, isObject, itemsOf, memberOf, optionalText, textOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import { resolveOrReport, type Reading } from "./reading.ts";

/** The security schemes of the document, in document order. */
export function readSecuritySchemes(reading: Reading): SecurityScheme[] {
  const schemes = memberOf(memberOf(reading.document, "components"), "securitySchemes");
  return entriesOf(schemes).flatMap(([name, value]) => {
    const target = resolveOrReport(reading, value, joinPointer("#/components/securitySchemes", name));
    return target === undefined ? [] : [readScheme(reading, { name, ...target })];
  });
}

function readScheme(
  reading: Reading,
  { name, value, pointer }: { name: string; value: Json; pointer: Pointer },
): SecurityScheme {
  const base = { name, pointer, ...optionalText(value, "description") };
  const type = textOf(value, "type") ?? "undeclared";
  const place = textOf(value, "in");
  const parameter = textOf(value, "name");
  const scheme = textOf(value, "scheme")?.toLowerCase();
  if (
    type === "apiKey" &&
    parameter !== undefined &&
    (place === "query" || place === "header" || place === "cookie")
  ) {
    return { ...base, kind: "apiKey", in: place, parameter };
  }
  if (type === "http" && scheme === "basic") return { ...base, kind: "basic" };
  if (type === "http" && scheme === "bearer") {
    const format = textOf(value, "bearerFormat");
    return { ...base, kind: "bearer", ...(format === undefined ? {} : { format }) };
  }
  if (type === "oauth2") return { ...base, kind: "oauth2", ...readClientCredentials(value) };
  const named = type === "http" ? `http ${scheme ?? "without a scheme"}` : type;
  reading.report("unsupported-security-scheme", pointer, {
    message: `The security scheme ${JSON.stringify(name)} is of type ${named}; nothing acts on it.`,
    hint: "Callers set its header themselves.",
  });
  return { ...base, kind: "other", type: named };
}

function readClientCredentials(scheme: Json): { clientCredentials?: { tokenUrl: string; scopes: string[] } } {
  const flow = memberOf(memberOf(scheme, "flows"), "clientCredentials");
  const tokenUrl = textOf(flow, "tokenUrl");
  if (tokenUrl === undefined) return {};
  return {
    clientCredentials: { tokenUrl, scopes: entriesOf(memberOf(flow, "scopes")).map(([scope]) => scope) },
  };
}

/**
 * The alternatives of an operation: its own `security`, else the document's. A scheme that is not declared is added to
 * `schemes`, so that an operation that needs one never looks open.
 */
export function readSecurity(
  reading: Reading,
  operation: Json,
  context: SecurityContext,
): SecurityRequirement[] {
  const own = memberOf(operation, "security");
  const [value, at] =
    own === undefined
      ? [memberOf(reading.document, "security"), "#/security"]
      : [own, joinPointer(context.pointer, "security")];
  return itemsOf(value).flatMap((requirement, index) => {
    if (!isObject(requirement)) return [];
    return [
      Object.entries(requirement).map(([scheme, scopes]) => {
        declareUnknown(reading, scheme, { ...context, pointer: joinPointer(at, index, scheme) });
        return { scheme, scopes: itemsOf(scopes).filter((scope) => typeof scope === "string") };
      }),
    ];
  });
}

interface SecurityContext {
  readonly pointer: Pointer;
  readonly schemes: SecurityScheme[];
}

function declareUnknown(reading: Reading, name: string, { pointer, schemes }: SecurityContext): void {
  if (schemes.some((scheme) => scheme.name === name)) return;
  schemes.push({ kind: "other", name, pointer, type: "undeclared" });
  reading.report("unknown-security-scheme", pointer, {
    message: `The security scheme ${JSON.stringify(name)} is not declared.`,
    hint: "Add it under components/securitySchemes, or correct the name.",
  });
}
