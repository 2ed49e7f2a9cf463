// Puts a thing into an answer: what the answer's schema shows of it, with what was asked for and what the schema owes.
import type { Content, Json, Schema } from "@specloom/api-model";
import type { Answer, Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import type { JsonObject } from "../json.ts";
import { showEntity, type EntityView } from "../plan/entity-view.ts";
import { exampleOfMember } from "../plan/member-example.ts";
import { createRandom } from "../random.ts";
import { sampleValue } from "../schema/sample-value.ts";

/** A success with this body, or without one where the document has none. */
export function succeed(
  exchange: Exchange,
  makeBody: (content: Content) => Json,
  headers: Answer["headers"] = {},
): Answer {
  const { success } = exchange.plan;
  const content = exchange.answerContent;
  if (content === undefined) return { status: success.status, headers };
  return { status: success.status, headers, mediaType: content.mediaType, body: makeBody(content) };
}

export function showIn(
  context: MockContext,
  exchange: Exchange,
  view: EntityView,
): (members: JsonObject) => Json {
  const { expandable, expanded } = exchange.plan;
  const asked = expandable.size === 0 ? expandable : expanded(exchange.query);
  return (members) => {
    const shown = showEntity(view, members, expandable);
    for (const [name, { schema, required }] of view.members) {
      const isWanted = asked.has(name) || (required && !shown.has(name));
      if (isWanted) shown.set(name, sampleMember(context, exchange, { name, schema }));
    }
    return Object.fromEntries(shown);
  };
}

/** As the document's examples show it, else as its schema describes it. */
function sampleMember(
  context: MockContext,
  { plan }: Exchange,
  { name, schema }: { readonly name: string; readonly schema: Schema },
): Json {
  const { schemas, seed, now } = context;
  const example = plan.own === undefined ? undefined : exampleOfMember(context, plan.own.entry, name);
  return example ?? sampleValue(schema, { schemas, random: createRandom(seed), now: now(), members: "all" });
}
