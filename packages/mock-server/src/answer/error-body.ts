// A body for a fault, in the document's own error schema: what the schema owes, and the sentence where people look for it.
import type { Json, Schema, SchemaObject } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { createRandom } from "../random.ts";
import { sampleValue, type SampleOptions } from "../schema/sample-value.ts";
import { typesThroughReferences } from "../schema/schema-view.ts";
import type { Fault } from "./fault.ts";

const SENTENCES = new Set([
  "message",
  "detail",
  "details",
  "title",
  "error",
  "error_description",
  "description",
  "reason",
  "msg",
]);
const SLUGS = new Set(["code", "type", "error_code", "errorCode", "kind", "slug"]);
const STATUSES = new Set(["status", "status_code", "statusCode", "http_status"]);
/** Errors nest an error or two, not more. */
const NESTING = 2;

export function errorBody(
  context: MockContext,
  schema: Schema | undefined,
  about: { fault: Fault; status: number },
): Json {
  const options: SampleOptions = {
    schemas: context.schemas,
    random: createRandom(context.seed),
    now: context.now(),
    members: "required",
    usesExamples: false,
  };
  return sampleAt(schema, options, { context, ...about, nesting: 0 });
}

interface About {
  readonly context: MockContext;
  readonly fault: Fault;
  readonly status: number;
  readonly nesting: number;
}

function sampleAt(schema: Schema | undefined, options: SampleOptions, about: About): Json {
  return sampleValue(schema, {
    ...options,
    named: (name, member) => namedMember(name, member, { ...about, options }),
  });
}

function namedMember(
  name: string,
  schema: SchemaObject,
  about: About & { options: SampleOptions },
): Json | undefined {
  const types = typesThroughReferences(about.context.schemas, schema);
  const isText = types.has("string") || types.size === 0;
  if (schema["const"] !== undefined) return undefined;
  if (Array.isArray(schema["enum"])) return SLUGS.has(name) ? fittingSlug(schema["enum"], about) : undefined;
  if (SENTENCES.has(name) && isText) return fitText(about.fault.sentence, schema);
  if (SENTENCES.has(name) && types.has("object") && about.nesting < NESTING) {
    return sampleAt(schema, about.options, { ...about, nesting: about.nesting + 1 });
  }
  if (SLUGS.has(name) && isText) return fitText(slugOf(about.fault), schema);
  if ((STATUSES.has(name) || SLUGS.has(name)) && (types.has("integer") || types.has("number")))
    return about.status;
  return STATUSES.has(name) && types.has("string") ? String(about.status) : undefined;
}

function slugOf({ kind }: Fault): string {
  return kind.replaceAll("-", "_");
}

/** The value of an enum that is about the same fault, if one is. */
function fittingSlug(values: readonly Json[], { fault, status }: About): Json | undefined {
  const wanted = lettersOf(fault.kind);
  return values.find(
    (value) => value === status || (typeof value === "string" && lettersOf(value) === wanted),
  );
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, "");
}

function fitText(text: string, schema: SchemaObject): string {
  const most = schema["maxLength"];
  return typeof most === "number" ? text.slice(0, most) : text;
}
