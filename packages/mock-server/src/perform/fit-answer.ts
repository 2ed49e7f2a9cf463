// Keeps answers within their schemas where a thing that was made from a request is shown by a schema that is not the thing's
// own: what is right in a request can be wrong in such an answer.
import type { Content, Json } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { isJsonObject, memberOf, withValueAt, type JsonObject } from "../json.ts";
import { createRandom } from "../random.ts";
import { faultyMember } from "../schema/faulty-member.ts";
import { membersOf } from "../schema/schema-view.ts";
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
    const value = tried.has(name) ? undefined : sampleMember(context, member.schema);
    fitted = withValueAt(fitted, [name], value);
    tried.add(name);
  }
  const sample = sampleContent(context, content);
  return validate(sample) === undefined ? sample : body;
}

function sampleMember({ schemas, seed, now }: MockContext, schema: Parameters<typeof sampleValue>[0]): Json {
  return sampleValue(schema, { schemas, random: createRandom(seed), now: now(), members: "required" });
}

/** A sample that shows what was sent where it has members of the same names and types, itself or in an envelope. */
export function reflectSent(
  context: MockContext,
  content: Content,
  call: { sample: Json; sent: Json },
): Json {
  const { sample, sent } = call;
  if (!isJsonObject(sample) || !isJsonObject(sent)) return sample;
  const reflected = Object.entries(withSent(sample, sent)).map(([name, value]): [string, Json] => [
    name,
    isJsonObject(value) && !Object.hasOwn(sent, name) ? withSent(value, sent) : value,
  ]);
  const shown = Object.fromEntries(reflected);
  const isSound =
    content.schema === undefined || context.validators.response(content.schema)(shown) === undefined;
  return isSound ? shown : sample;
}

function withSent(shown: JsonObject, sent: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]): [string, Json] => {
      const given = memberOf(sent, name);
      const isAlike =
        given !== undefined && typeof given === typeof value && Array.isArray(given) === Array.isArray(value);
      return [name, isAlike ? given : value];
    }),
  );
}
