import type { Operation, Parameter, Schema } from "@specloom/api-model";
import type { Schemas } from "../judge/schemas.ts";
import { isFreeString } from "./mark-name.ts";
import { isReferenceName } from "./references.ts";

/** Query parameters that select items by a member of the same name. */
export function filterParameters(schemas: Schemas, list: Operation): readonly Parameter[] {
  const { pagination } = list;
  const answer = list.responses.find(({ status }) => status.startsWith("2"))?.content[0]?.schema;
  if (answer === undefined) return [];
  const tokens = pagination?.items.split("/").slice(1) ?? [];
  const holder = tokens.reduce<Schema | undefined>(
    (schema, token) => (schema === undefined ? undefined : schemas.members(schema).get(token)),
    { $ref: answer },
  );
  const items = holder === undefined ? undefined : schemas.resolve(holder)["items"];
  const members = items === undefined ? new Map<string, Schema>() : schemas.members(items as Schema);
  return list.parameters.query.filter(({ name, schema }) => {
    const resolved = schemas.resolve(schema);
    const isListed = Array.isArray(resolved["enum"]) || resolved["type"] === "boolean";
    // What marks the run's own things is the same in all of them.
    const isFree = isFreeString(schemas, { $ref: schema }) && name !== "name";
    const isOther = isReferenceName(name) || name === pagination?.limit;
    return members.has(name) && (isListed || isFree) && !isOther;
  });
}
