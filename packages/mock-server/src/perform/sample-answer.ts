// Answers an operation that keeps no state: from its example, else from its schema, with the path's values in it.
import type { Content, Json, SchemaID } from "@specloom/api-model";
import type { Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { isJsonObject } from "../json.ts";
import { createRandom } from "../random.ts";
import { isJsonType } from "../request/media-type.ts";
import { sampleValue, type SampleOptions } from "../schema/sample-value.ts";

/** The same for every call with the same path. */
export function sampleAnswer(context: MockContext, exchange: Exchange, content: Content): Json {
  const sample = sampleContent(context, content);
  const { schema } = content;
  const reflected = reflectPath(sample, exchange);
  if (reflected === sample || schema === undefined) return reflected;
  // A path may name a thing in another way than its own members do.
  return context.validators.response(schema)(reflected) === undefined ? reflected : sample;
}

/** Documents hold examples that their own schemas refuse; what the schema accepts goes before. */
export function sampleContent(context: MockContext, content: Content): Json {
  const example = content.examples[0]?.value;
  const { schema } = content;
  if (schema === undefined) return example ?? (isJsonType(content.mediaType) ? {} : "");
  const isSound = (value: Json): boolean => context.validators.response(schema)(value) === undefined;
  if (example !== undefined && isSound(example)) return example;
  for (const sampling of SAMPLINGS) {
    const value = sampleSchema(context, schema, sampling);
    if (isSound(value)) return value;
  }
  return example ?? sampleSchema(context, schema, SAMPLINGS[0]);
}

type Sampling = Required<Pick<SampleOptions, "members" | "usesExamples">>;

/** The fullest first. The fewer members there are, the fewer of them contradict each other. */
const SAMPLINGS: readonly [Sampling, ...Sampling[]] = [
  { members: "all", usesExamples: true },
  { members: "all", usesExamples: false },
  { members: "required", usesExamples: true },
  { members: "required", usesExamples: false },
];

function sampleSchema({ schemas, seed, now }: MockContext, schema: SchemaID, sampling: Sampling): Json {
  return sampleValue(schemas[schema], { schemas, random: createRandom(seed), now: now(), ...sampling });
}

/** A member called like a path parameter holds the parameter's value; `id` holds the last one's. */
function reflectPath(value: Json, { path, plan }: Exchange): Json {
  if (!isJsonObject(value) || path.size === 0) return value;
  const last = plan.pathNames.at(-1);
  const isItem = plan.operation.path.endsWith("}") && last !== undefined && /id$/i.test(last);
  const members = Object.entries(value).map(([name, member]): [string, Json] => {
    const given = path.get(name) ?? (name === "id" && isItem ? path.get(last) : undefined);
    return [name, given !== undefined && typeof given === typeof member ? given : member];
  });
  return Object.fromEntries(members);
}
