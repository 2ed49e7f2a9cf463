// Changes of what is kept, and of how it is judged.
import type { ApiModel, Json, Schema, SchemaObject } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import type { Mutation } from "../app/mutation.ts";
import { isJsonObject } from "../json.ts";
import { createValidators } from "../schema/validators.ts";
import type { CredentialStore } from "../state/credential-store.ts";
import type { EntityStore } from "../state/entity-store.ts";
import { requestSchemas, type RequestPlace } from "./request-schemas.ts";

type Methods<Store> = { readonly [name in keyof Store]?: Store[name] };

/** The store with some methods replaced; the others are the store's own. */
function withMethods<Store extends object>(store: Store, methods: Methods<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
}

export function onEntities(
  change: (store: EntityStore, context: MockContext) => Methods<EntityStore>,
): () => Mutation {
  return () => ({
    context: (context) => ({
      ...context,
      entities: withMethods(context.entities, change(context.entities, context)),
    }),
  });
}

export function onCredentials(change: (store: CredentialStore) => Methods<CredentialStore>): () => Mutation {
  return () => ({
    context: (context) => ({
      ...context,
      credentials: withMethods(context.credentials, change(context.credentials)),
    }),
  });
}

/** Judges requests by other schemas than the document's; answers are made as before. */
export function onRequestSchemas(
  place: RequestPlace,
  change: (schema: SchemaObject) => SchemaObject,
): () => Mutation {
  return () => ({
    context: (context) => {
      const changed = requestSchemas(context.model, place).map(
        ({ id, schema }) => [id, changeDeep(schema, change)] as const,
      );
      return withRequestSchemas(context, Object.fromEntries(changed));
    },
  });
}

/** Requests that these schemas judge are judged by what stands here under their ids. */
export function withRequestSchemas(context: MockContext, changed: ApiModel["schemas"]): MockContext {
  const others = createValidators({ ...context.schemas, ...changed });
  const { validators } = context;
  const judged = reaching(context.model, new Set(Object.keys(changed)));
  return {
    ...context,
    validators: {
      request: (id, judgesFormats) => (judged(id) ? others : validators).request(id, judgesFormats),
      response: (id) => validators.response(id),
    },
  };
}

/** Whether a schema is one of these or refers to one. */
function reaching({ schemas }: ApiModel, ids: ReadonlySet<string>): (id: string) => boolean {
  const seen = new Set<string>();
  const reaches = (id: string): boolean => {
    if (ids.has(id)) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return [...JSON.stringify(schemas[id] ?? true).matchAll(/"\$ref":"([^"]+)"/g)].some(
      ([, reference = ""]) => reaches(reference),
    );
  };
  return (id) => {
    seen.clear();
    return reaches(id);
  };
}

const NAMED = new Set(["properties", "patternProperties", "$defs"]);
/** Data, not schemas. */
const DATA = new Set(["enum", "const", "default", "example", "examples"]);

function changeDeep(schema: Schema, change: (schema: SchemaObject) => SchemaObject): Schema {
  if (typeof schema === "boolean") return schema;
  const inner = Object.entries(schema).map(([keyword, value]): [string, Json] => [
    keyword,
    DATA.has(keyword) ? value : changeInner(value, NAMED.has(keyword), change),
  ]);
  return change(Object.fromEntries(inner));
}

function changeInner(value: Json, isMap: boolean, change: (schema: SchemaObject) => SchemaObject): Json {
  if (Array.isArray(value)) return value.map((one: Json) => changeInner(one, false, change));
  if (!isJsonObject(value)) return value;
  if (!isMap) return changeDeep(value, change);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, changeInner(one, false, change)]),
  );
}
