// Does what an operation is for, once the request is known to be sound: by its part in a lifecycle, else from examples.
import type { Content, Json } from "@specloom/api-model";
import type { Answer, Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { creates, type LifecycleEntry, type Role } from "../plan/lifecycle-index.ts";
import { essenceOf } from "../request/media-type.ts";
import { changeEntity } from "../state/change-entity.ts";
import { collectionOf, findEntity } from "../state/collection.ts";
import { createEntity } from "../state/create-entity.ts";
import type { Entity } from "../state/entity-store.ts";
import { fitAnswer, reflectSent } from "./fit-answer.ts";
import { performList } from "./perform-list.ts";
import { sampleAnswer } from "./sample-answer.ts";
import { showIn, succeed } from "./show.ts";

export interface Performance {
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly entry: LifecycleEntry;
}

const PERFORMERS: Readonly<Record<Role, (performance: Performance) => Answer | Fault>> = {
  create: (performance) => performCreate(performance),
  list: performListing,
  retrieve: performRetrieve,
  update: (performance) => performChange(performance, "update"),
  replace: (performance) => performChange(performance, "replace"),
  delete: performDelete,
};

/** They write only what was not there to be read, each in a transaction of its own. */
const READING: ReadonlySet<Role> = new Set(["list", "retrieve"]);

export function perform(context: MockContext, exchange: Exchange): Answer | Fault {
  const { own } = exchange.plan;
  if (own === undefined) return performAction(context, exchange);
  const { role, entry } = own;
  if (!entry.isKept && role !== "list") return performUnkept(context, exchange);
  const performance = { context, exchange, entry };
  return READING.has(role)
    ? PERFORMERS[role](performance)
    : context.transact(() => PERFORMERS[role](performance));
}

/** A thing that could not be found again is answered from the document, with what was sent in it. */
function performUnkept(context: MockContext, exchange: Exchange): Answer {
  return succeed(exchange, (content) =>
    reflectSent(context, content, {
      sample: sampleAnswer(context, exchange, content),
      sent: exchange.body ?? null,
    }),
  );
}

function performListing({ context, exchange, entry }: Performance): Answer | Fault {
  const { list } = exchange.plan;
  return list === undefined
    ? performAction(context, exchange)
    : performList({ context, exchange, entry, list });
}

/** An action on a thing shows the thing where its answer is of the thing's own schema. */
function performAction(context: MockContext, exchange: Exchange): Answer {
  const { ancestors } = exchange.plan;
  const entity = exchange.ancestors.at(-1);
  const schema = exchange.answerContent?.schema;
  const isOfThing = schema !== undefined && schema === ancestors.at(-1)?.lifecycle.representation;
  return succeed(exchange, (content) =>
    isOfThing && entity !== undefined
      ? showIn(context, exchange, exchange.plan.viewOf(content))(entity.members)
      : sampleAnswer(context, exchange, content),
  );
}

function performCreate({ context, exchange, entry }: Performance, id?: string): Answer | Fault {
  const created = createEntity(context, entry, {
    collection: collectionOf(context, entry, exchange),
    parent: exchange.ancestors.at(-1)?.position,
    tenant: tenantOf(context, exchange),
    ...sentBody(context, exchange),
    ...(id === undefined ? {} : { id }),
    expandable: exchange.plan.expandable,
  });
  if ("sentence" in created) return created;
  const members = { ...created.entity.members, ...created.secrets };
  return succeed(
    exchange,
    (content) => showThing({ context, exchange, entry }, content, members),
    locationHeader(exchange, created.entity),
  );
}

/** `Location` of a creation, where the document has the header. */
function locationHeader({ plan, request }: Exchange, { id }: Entity): Answer["headers"] {
  const isDocumented =
    plan.success.response?.headers.some(({ name }) => name.toLowerCase() === "location") ?? false;
  if (!isDocumented) return {};
  const path = new URL(request.url).pathname;
  return { location: plan.own?.role === "create" ? `${path}/${encodeURIComponent(id)}` : path };
}

function performRetrieve({ context, exchange, entry }: Performance): Answer | Fault {
  const entity = findEntity(context, entry, exchange);
  if (entity === undefined) return missing(exchange, entry);
  return succeed(exchange, (content) => showThing({ context, exchange, entry }, content, entity.members));
}

/** As the answer's schema shows it. */
function showThing({ context, exchange, entry }: Performance, content: Content, members: JsonObject): Json {
  const shown = showIn(context, exchange, exchange.plan.viewOf(content))(members);
  // What is there because it was asked for was never judged.
  const isJudged = entry.origin !== "assumed" && content.schema === entry.lifecycle.representation;
  return isJudged ? shown : fitAnswer(context, content, shown);
}

function performChange(
  { context, exchange, entry }: Performance,
  verb: "update" | "replace",
): Answer | Fault {
  const entity = findEntity(context, entry, exchange);
  if (entity === undefined)
    return verb === "replace" ? performUpsert({ context, exchange, entry }) : missing(exchange, entry);
  const isMergePatch = essenceOf(exchange.bodyContent?.mediaType ?? "") === "application/merge-patch+json";
  const changed = changeEntity(context, entry, {
    collection: collectionOf(context, entry, exchange),
    entity,
    ...sentBody(context, exchange),
    expandable: exchange.plan.expandable,
    mode: verb === "replace" ? "replace" : isMergePatch ? "merge-deep" : "merge",
  });
  if ("sentence" in changed) return changed;
  const answer = succeed(exchange, (content) =>
    showThing({ context, exchange, entry }, content, changed.members),
  );
  // Nothing was created, which a document that has no other status of success does not tell apart.
  const hasOther = exchange.plan.operation.responses.some(
    ({ status }) => status === "200" || status === "2XX",
  );
  return answer.status === 201 && hasOther ? { ...answer, status: 200 } : answer;
}

function performUpsert(performance: Performance): Answer | Fault {
  const { exchange, entry } = performance;
  if (!creates(entry.byRole)) return missing(exchange, entry);
  const id = entry.lifecycle.itemPath === undefined ? "" : (exchange.pathTexts[entry.depth] ?? "");
  const answer = performCreate(performance, id);
  return "sentence" in answer ? answer : { ...answer, status: 201 };
}

function performDelete({ context, exchange, entry }: Performance): Answer | Fault {
  const entity = findEntity(context, entry, exchange);
  if (entity === undefined) return missing(exchange, entry);
  context.entities.remove(entity.position);
  return succeed(exchange, (content) =>
    content.schema === entry.lifecycle.representation
      ? showIn(context, exchange, exchange.plan.viewOf(content))(entity.members)
      : sampleAnswer(context, exchange, content),
  );
}

function missing({ pathTexts }: Exchange, { name, depth }: LifecycleEntry): Fault {
  return fault("not-found", `there is no ${JSON.stringify(pathTexts[depth] ?? "")} in ${name}`);
}

function sentBody(
  { schemas }: MockContext,
  { body, bodyContent }: Exchange,
): Pick<Parameters<typeof changeEntity>[2], "body" | "bodySchema"> {
  const bodySchema = bodyContent?.schema === undefined ? undefined : schemas[bodyContent.schema];
  return { body: isJsonObject(body) ? body : {}, bodySchema };
}

/** A credential belongs to the tenant of its path, else to its maker's. */
function tenantOf({ model }: MockContext, { pathTexts, plan, caller }: Exchange): string | undefined {
  const index = model.tenant === undefined ? -1 : plan.pathNames.indexOf(model.tenant.parameter);
  return pathTexts[index] ?? caller.tenant;
}
