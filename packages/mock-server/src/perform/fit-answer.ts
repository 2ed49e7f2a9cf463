// Keeps answers within their schemas where a thing that was made from a request is shown by a schema that is not the thing's
// own: what is right in a request can be wrong in such an answer.
import type { Content, Json } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { isJsonObject, memberOf, withValueAt, type JsonObject } from "../json.ts";
import { createRandom } from "../random.ts";
import { faultyMember } from "../schema/faulty-member.ts";
import { membersOf, typesThroughReferences } from "../schema/schema-view.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { sampleContent } from "./sample-answer.ts";

/** Members that are put right one after the other, before the whole answer is taken from the document. */
const ATTEMPTS = 8;

/** The answer with what its schema refuses shown as the schema describes it; from the document where that does not help. */
export function fitAnswer(context: MockContext, content: Content, body: Json): Json {
  const { schema } = content;
  if (schema === undefined) return body;
  const validate = context.validators.response(schema);
  const members = membersOf(context.schemas, context.schemas[schema]);
  const tried = new Set<string>();
  let fitted = body;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const wrong = validate(fitted);
    if (wrong === undefined) return fitted;
    const name = faultyMember(wrong);
    const member = name === undefined ? undefined : members.get(name);
    if (name === undefined || member === undefined) break;
    // What no sample puts right is better left out.
    const value = tried.has(name)
      ? undefined
      : (inOtherType(context, member.schema, memberOf(fitted, name)) ?? sampleMember(context, member.schema));
    fitted = withValueAt(fitted, [name], value);
    tried.add(name);
  }
  const sample = sampleContent(context, content);
  return validate(sample) === undefined ? sample : body;
}

/** A number as the text, or a text as the number, that the schema asks for: an identity must stay what it is. */
function inOtherType(
  { schemas }: MockContext,
  schema: Parameters<typeof sampleValue>[0],
  value: Json | undefined,
): Json | undefined {
  const types = typesThroughReferences(schemas, schema);
  if (typeof value === "number" && types.has("string") && !types.has("number")) return String(value);
  const isNumeric = types.has("integer") || types.has("number");
  return typeof value === "string" && isNumeric && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function sampleMember({ schemas, seed, now }: MockContext, schema: Parameters<typeof sampleValue>[0]): Json {
  return sampleValue(schema, { schemas, random: createRandom(seed), now: now(), members: "required" });
}

/**
 * A sample that shows what was sent where it has members of the same names, itself or in an envelope: of whatever type where its
 * schema does not mind, else of the same.
 */
export function reflectSent(
  context: MockContext,
  content: Content,
  call: { sample: Json; sent: Json },
): Json {
  const { sample, sent } = call;
  if (!isJsonObject(sample) || !isJsonObject(sent)) return sample;
  const isSound = (shown: Json): boolean =>
    content.schema === undefined || context.validators.response(content.schema)(shown) === undefined;
  const shown = reflect(sample, sent, () => true);
  if (isSound(shown)) return shown;
  const alike = reflect(sample, sent, areAlike);
  return isSound(alike) ? alike : sample;
}

type MayStandFor = (given: Json, shown: Json) => boolean;

function areAlike(given: Json, shown: Json): boolean {
  return typeof given === typeof shown && Array.isArray(given) === Array.isArray(shown);
}

function reflect(sample: JsonObject, sent: JsonObject, mayStandFor: MayStandFor): JsonObject {
  const reflected = Object.entries(withSent(sample, sent, mayStandFor)).map(
    ([name, value]): [string, Json] => [
      name,
      isJsonObject(value) && !Object.hasOwn(sent, name) ? withSent(value, sent, mayStandFor) : value,
    ],
  );
  return Object.fromEntries(reflected);
}

function withSent(shown: JsonObject, sent: JsonObject, mayStandFor: MayStandFor): JsonObject {
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]): [string, Json] => {
      const given = memberOf(sent, name);
      return [name, given !== undefined && mayStandFor(given, value) ? given : value];
    }),
  );
}
