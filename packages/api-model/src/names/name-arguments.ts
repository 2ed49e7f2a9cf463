import type { Call, Parameter, Pointer, RequestBody } from "../model.ts";
import { isFormMediaType, isJsonMediaType } from "../media-type.ts";
import { flagOf, memberOf } from "../json.ts";
import type { Document } from "../document.ts";
import type { Report } from "../problem-codes.ts";
import type { RawOperation } from "../read/read-operations.ts";
import type { RawParameter } from "../read/reading.ts";
import { membersOf, schemaParts, typesOf, type SchemaMember } from "../read/schema-shape.ts";
import { isReservedArgument } from "./reserved.ts";
import { camelCase } from "./words.ts";

/** Names of one call's arguments. */
export interface Arguments {
  readonly parameters: readonly Parameter[];
  readonly positional?: { readonly parameter: string; readonly argument: string };
  readonly body: Call["body"];
  /** False where nothing is left to give in `params`. */
  readonly hasParams: boolean;
}

export function nameArguments(document: Document, operation: RawOperation, report: Report): Arguments {
  const last = operation.parameters.findLast((parameter) => parameter.in === "path");
  const members = operation.body && bodyMembers(document, operation.body);
  const wanted = operation.parameters.map((parameter) => ({
    parameter,
    argument: wantedArgument(parameter),
  }));
  const body = bodyForm(
    operation,
    members,
    new Set(wanted.flatMap(({ parameter, argument }) => [parameter.name, argument])),
  );
  const taken = new Set(body === "whole" ? ["body", "__proto__"] : ["__proto__"]);
  const parameters: Parameter[] = [];
  for (const { parameter, argument } of wanted) {
    const free = parameter === last ? argument : freeArgument(parameter, argument, taken);
    if (parameter !== last) taken.add(free);
    if (free !== argument) reportRename(report, parameter.pointer, { parameter, free });
    parameters.push({ ...parameter, argument: free });
  }
  return {
    parameters,
    ...(last && { positional: { parameter: last.name, argument: positionalArgument(last.name) } }),
    body,
    hasParams: body !== "none" || operation.parameters.length > (last ? 1 : 0),
  };
}

function wantedArgument({ name, in: place }: RawParameter): string {
  return place === "path" || place === "query" ? name : camelCase(name);
}

function positionalArgument(name: string): string {
  const argument = camelCase(name);
  return isReservedArgument(argument) ? `${argument}_` : argument;
}

function freeArgument(parameter: RawParameter, argument: string, taken: ReadonlySet<string>): string {
  if (!taken.has(argument)) return argument;
  const named = camelCase(`${parameter.in} ${parameter.name}`);
  let free = named;
  for (let count = 2; taken.has(free); count++) free = `${named}${count}`;
  return free;
}

function reportRename(
  report: Report,
  pointer: Pointer,
  { parameter, free }: { parameter: RawParameter; free: string },
): void {
  report("name-clash", pointer, {
    message: `The ${parameter.in} parameter ${JSON.stringify(parameter.name)} is called ${free} in code: its own name is taken there.`,
    hint: "Nothing, or rename one of the parameters.",
  });
}

function bodyForm(
  operation: RawOperation,
  members: readonly SchemaMember[] | undefined,
  names: ReadonlySet<string>,
): Call["body"] {
  if (operation.body === undefined) return "none";
  if (members === undefined) return "whole";
  return members.some((member) => names.has(member.name)) ? "whole" : "members";
}

/** Members of a body that is one object type with named members only; undefined where it is anything else. */
function bodyMembers(document: Document, body: RequestBody): SchemaMember[] | undefined {
  const content = body.content.find((entry) => isJsonMediaType(entry.mediaType)) ?? body.content[0];
  if (
    content?.schema === undefined ||
    !(isJsonMediaType(content.mediaType) || isFormMediaType(content.mediaType))
  )
    return undefined;
  const types = typesOf(document, content.schema);
  if ([...types].some((type) => type !== "object")) return undefined;
  if (schemaParts(document, content.schema).some(({ value }) => isOpen(value))) return undefined;
  const members = membersOf(document, content.schema);
  const writable = members.filter((member) => !flagOf(member.value, "readOnly"));
  return members.length === 0 ? undefined : writable;
}

/** True for alternatives and for members whose names the schema does not list. */
function isOpen(schema: { readonly [keyword: string]: unknown }): boolean {
  const additional = memberOf(schema, "additionalProperties");
  return (
    ["oneOf", "anyOf", "if", "discriminator", "patternProperties"].some((keyword) =>
      Object.hasOwn(schema, keyword),
    ) ||
    (additional !== undefined && additional !== false)
  );
}
