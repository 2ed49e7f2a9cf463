// Which members of two answers can be compared, by what the document says of each.
import type { Lifecycle, Operation, Schema } from "@specloom/api-model";
import { findContent, findResponse } from "../document/find-response.ts";
import { isObject, pointerTokens } from "../document/pointer.ts";
import { operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import type { Schemas } from "../judge/schemas.ts";
import type { ScenarioRun } from "./scenario-run.ts";

/** Members that the document gives the answer of an exchange; those that only requests have are none of them. */
export function documentedMembers(
  run: ScenarioRun,
  lifecycle: Lifecycle,
  exchange: Exchange,
): ReadonlySet<string> {
  return new Set(answerMembers(run, lifecycle, exchange).keys());
}

/** The same with their schemas. */
export function answerMembers(
  { session }: ScenarioRun,
  lifecycle: Lifecycle,
  exchange: Exchange,
): ReadonlyMap<string, Schema> {
  const schema = answerSchema(exchange) ?? lifecycle.representation;
  const members = schema === undefined ? [] : [...session.schemas.members(schema)];
  return new Map(members.filter(([, member]) => session.schemas.resolve(member)["writeOnly"] !== true));
}

/** Members that the document gives an item of a list's answer. */
export function documentedItemMembers(
  { session }: ScenarioRun,
  lifecycle: Lifecycle,
  exchange: Exchange,
): ReadonlySet<string> {
  const { schemas } = session;
  const id = answerSchema(exchange);
  const list = id === undefined ? undefined : listSchema(schemas, exchange.operation, { $ref: id });
  const item = list === undefined ? undefined : schemas.resolve(list)["items"];
  const members = isObject(item) ? schemas.members(item) : undefined;
  if (members !== undefined && members.size > 0) return new Set(members.keys());
  return new Set(
    lifecycle.representation === undefined ? [] : schemas.members(lifecycle.representation).keys(),
  );
}

function listSchema(schemas: Schemas, { pagination }: Operation, schema: Schema): Schema | undefined {
  if (pagination !== undefined) {
    return pointerTokens(pagination.items).reduce<Schema | undefined>(
      (current, token) => (current === undefined ? undefined : schemas.members(current).get(token)),
      schema,
    );
  }
  if (schemas.resolve(schema)["items"] !== undefined) return schema;
  return [...schemas.members(schema).values()].find(
    (member) => schemas.resolve(member)["items"] !== undefined,
  );
}

function answerSchema({ operation, answer }: Exchange): string | undefined {
  if (answer.kind !== "answer") return undefined;
  const response = findResponse(operation, answer.status);
  return response === undefined
    ? undefined
    : findContent(response.content, answer.headers.get("content-type") ?? "")?.schema;
}

/** Members that may differ between any two answers: they tell of use, of the caller, or are shown only on request. */
export function volatileMembers({ session }: ScenarioRun, lifecycle: Lifecycle): ReadonlySet<string> {
  const operations = Object.values(lifecycle.operations).map((id) => operationOf(session.model, id));
  const expanded = operations.flatMap(({ parameters }) =>
    parameters.query.flatMap(({ expands }) => expands.flatMap(({ members }) => members)),
  );
  const used = lifecycle.managed.filter(({ changes }) => changes === "use").map(({ member }) => member);
  return new Set([...expanded, ...used, ...lifecycle.secrets.map(({ member }) => member)]);
}

/** Members in both sets and not in the third. */
export function shared(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  without: ReadonlySet<string>,
): readonly string[] {
  return [...a].filter((member) => b.has(member) && !without.has(member));
}
