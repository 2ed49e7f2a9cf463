// Says of a schema, without a value, where its judgement can come from.
import type { Json, Schema } from "@specloom/api-model";
import { isJsonObject, sameJson } from "../json.ts";
import type { Schemas } from "./schema-view.ts";

/** Keywords under which an object's members are judged one by one, and those that judge nothing. */
const MEMBERWISE = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "title",
  "description",
  "example",
  "examples",
  "default",
  "deprecated",
  "nullable",
  "readOnly",
  "writeOnly",
  "externalDocs",
  "xml",
  "$comment",
  "$id",
]);

/** References that are followed from one to the next: more lead in a circle. */
const MAXIMUM_STEPS = 24;

/** True where a member's fault can only be in the schema of that member; false where that is not plain to see. */
export function isJudgedByMember(schemas: Schemas, schema: Schema | undefined): boolean {
  let own = schema;
  for (let step = 0; step < MAXIMUM_STEPS && typeof own === "object"; step += 1) {
    const keywords = Object.keys(own);
    const { $ref: reference } = own;
    if (typeof reference !== "string")
      return keywords.every((keyword) => MEMBERWISE.has(keyword) || keyword.startsWith("x-"));
    if (keywords.length > 1) return false;
    own = schemas[reference];
  }
  return false;
}

/** Keywords that say something to people and judge nothing. */
const ANNOTATIONS = new Set(["title", "description", "default", "example", "examples", "deprecated"]);
/** Keywords that judge a value each for itself, whatever stands beside them. */
const LONERS = new Set([
  "type",
  "enum",
  "const",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
]);

/**
 * True where what the request's schema lets through is let through by the answer's too: both are alike, or the answer's has
 * nothing that the request's has not. False where that is not plain to see.
 */
export function impliesSchema(schemas: Schemas, request: Schema, answer: Schema): boolean {
  if (typeof request === "boolean" || typeof answer === "boolean") return answer === true;
  if (!judgesAlike(schemas, answer)) return false;
  const owed = Object.entries(answer).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  const isHeld = owed.every(([keyword, value]) => sameJson(request[keyword], value));
  const isAlike = Object.keys(request).every(
    (keyword) => ANNOTATIONS.has(keyword) || Object.hasOwn(answer, keyword),
  );
  const isSimple = owed.every(([keyword]) => LONERS.has(keyword)) && request["nullable"] !== true;
  return isHeld && (isAlike || isSimple);
}

/** Keywords that mean one thing in a request and another in an answer: formats are judged in answers and are advice in requests. */
const DIRECTED = new Set(["format", "readOnly", "writeOnly"]);

function judgesAlike(schemas: Schemas, schema: Schema): boolean {
  const seen = new Set<string>();
  const judge = (value: Json): boolean => {
    if (Array.isArray(value)) return value.every((one: Json) => judge(one));
    if (!isJsonObject(value)) return true;
    const { $ref: reference } = value;
    if (typeof reference === "string" && !seen.has(reference)) {
      seen.add(reference);
      if (!judge(schemas[reference] ?? true)) return false;
    }
    return Object.entries(value).every(([keyword, inner]) => !DIRECTED.has(keyword) && judge(inner));
  };
  return judge(schema);
}
