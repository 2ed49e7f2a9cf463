import type { ApiModel, Operation, Schema } from "@specloom/api-model";
import { schemasOf, type Schemas } from "../judge/schemas.ts";

/** What a creation's answer wraps: `{ "data": { … } }`. */
export interface Wrapper {
  readonly member: string;
  /** Members of the thing inside that are sent as well, of a plain type that both schemas give alike. */
  readonly shared: readonly string[];
}

/** The one object in a creation's answer that has members of what is sent; absent where the answer has them itself, or a choice. */
export function findWrapper(model: ApiModel, operation: Operation): Wrapper | undefined {
  if (operation.verb !== "create") return undefined;
  const schemas = schemasOf(model);
  const sent = operation.body?.content.find(({ schema }) => schema !== undefined)?.schema;
  const created = operation.responses.find(({ status }) => status === "201");
  const answered = created?.content.find(({ schema }) => schema !== undefined)?.schema;
  if (sent === undefined || answered === undefined) return undefined;
  const given = schemas.members(sent);
  const shown = schemas.members(answered);
  if ([...given.keys()].some((name) => shown.has(name))) return undefined;
  const wrappers = [...shown].flatMap(([member, schema]) => {
    const inner = schemas.members(schema);
    const shared = [...given.keys()].filter((name) =>
      isAlike(schemas, { sent: given.get(name), shown: inner.get(name) }),
    );
    return shared.length === 0 ? [] : [{ member, shared }];
  });
  return wrappers.length === 1 ? wrappers[0] : undefined;
}

const plain: ReadonlySet<unknown> = new Set(["string", "boolean", "integer", "number"]);

/** Formats and lists of values are the server's to write in its own way. */
function isAlike(
  schemas: Schemas,
  { sent, shown }: { readonly sent: Schema | undefined; readonly shown: Schema | undefined },
): boolean {
  if (sent === undefined || shown === undefined) return false;
  const [one, other] = [schemas.resolve(sent), schemas.resolve(shown)];
  const isFree = ["format", "enum", "const"].every((keyword) => other[keyword] === undefined);
  return plain.has(one["type"]) && one["type"] === other["type"] && isFree;
}
