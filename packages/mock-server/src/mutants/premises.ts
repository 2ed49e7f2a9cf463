// What a document must have for a mutant to differ from a correct server of it.
import type {
  ApiModel,
  Lifecycle,
  Operation,
  Pagination,
  Schema,
  SecurityRequirement,
} from "@specloom/api-model";
import type { Role } from "../plan/lifecycle-index.ts";
import { foldSchema, membersOf } from "../schema/schema-view.ts";
import { requestSchemas, type RequestPlace } from "./request-schemas.ts";

export type Keyword =
  | "type"
  | "required"
  | "minLength"
  | "maxLength"
  | "minimum"
  | "maximum"
  | "enum"
  | "pattern";

export type Premise =
  | Role
  | "cursor"
  | "backward"
  | "page"
  | "offset"
  | "limit"
  | "total"
  | "pages"
  | "filter"
  | "expand"
  | "child"
  | "tenant"
  | "secret"
  | "exchange"
  | "moved"
  | "fixed"
  | "time"
  | "optional"
  | "text"
  | "body"
  | "error"
  | "error-status"
  | "protected"
  | "challenge"
  | "bearer"
  | "key"
  | "token-url"
  | "scopes"
  | "alternatives"
  | "together"
  | "location"
  | `${RequestPlace}:${Keyword}`;

/** True where the document has the part. */
export function holds(model: ApiModel, premise: Premise): boolean {
  if (premise.includes(":")) {
    const [place, keyword = ""] = premise.split(":");
    return requestSchemas(model, place === "body" ? "body" : "parameter").some(({ schema }) =>
      hasKeyword(schema, keyword),
    );
  }
  return (
    TESTS[premise]?.(model) ?? model.lifecycles.some(({ operations }) => Object.hasOwn(operations, premise))
  );
}

const lifecycle =
  (test: (lifecycle: Lifecycle, model: ApiModel) => boolean) =>
  (model: ApiModel): boolean =>
    model.lifecycles.some((one) => test(one, model));
const paged =
  (test: (pagination: Pagination) => boolean) =>
  (model: ApiModel): boolean =>
    model.operations.some(({ pagination }) => pagination !== undefined && test(pagination));
const scheme =
  (...kinds: readonly string[]) =>
  (model: ApiModel): boolean =>
    model.operations.some(({ security }) =>
      security
        .flat()
        .some(({ scheme: name }) =>
          model.securitySchemes.some((one) => one.name === name && kinds.includes(one.kind)),
        ),
    );

const TESTS: { readonly [premise: string]: (model: ApiModel) => boolean } = {
  cursor: paged(({ kind }) => kind === "cursor"),
  backward: paged((pagination) => pagination.kind === "cursor" && pagination.previous !== undefined),
  page: paged(({ kind }) => kind === "page"),
  offset: paged(({ kind }) => kind === "offset"),
  limit: paged(({ limit }) => limit !== undefined),
  total: paged((pagination) => "total" in pagination && pagination.total !== undefined),
  pages: paged((pagination) => pagination.kind === "page" && pagination.pages !== undefined),
  filter: (model) => model.lifecycles.some((one) => filtersOf(model, one).length > 0),
  expand: (model) =>
    model.operations.some(({ parameters }) => parameters.query.some(({ expands }) => expands.length > 0)),
  child: lifecycle(
    ({ parents, operations }) =>
      parents.some(({ kind }) => kind === "lifecycle") && operations.create !== undefined,
  ),
  tenant: ({ tenant }) => tenant !== undefined,
  secret: lifecycle(({ secrets }) => secrets.length > 0),
  exchange: lifecycle(({ secrets }) => secrets.some(({ exchange }) => exchange !== undefined)),
  moved: lifecycle(
    ({ managed, operations }) =>
      managed.some(({ changes }) => changes === "update") &&
      operations.retrieve !== undefined &&
      (operations.update ?? operations.replace) !== undefined,
  ),
  fixed: lifecycle(
    ({ managed, operations, identity }) =>
      managed.some(({ changes, member }) => changes === "create" && member !== identity) &&
      (operations.update ?? operations.replace) !== undefined,
  ),
  time: lifecycle(({ representation }, { schemas }) =>
    [...membersOf(schemas, schemas[representation ?? ""]).values()].some(
      ({ schema }) => foldSchema(schemas, schema)["format"] === "date-time",
    ),
  ),
  optional: (model) =>
    bodies(model, "create").some((schema) =>
      [...membersOf(model.schemas, schema).values()].some(({ required }) => !required),
    ),
  text: (model) =>
    bodies(model, "create").some((schema) =>
      [...membersOf(model.schemas, schema).values()].some((member) =>
        isFreeText(foldSchema(model.schemas, member.schema)),
      ),
    ),
  body: ({ operations }) => operations.some(({ body }) => body !== undefined),
  error: ({ operations }) => operations.some((operation) => errorSchemas(operation).length > 0),
  "error-status": ({ operations, schemas }) =>
    operations.some((operation) =>
      errorSchemas(operation).some((id) =>
        ["status", "status_code"].some((name) => membersOf(schemas, schemas[id]).has(name)),
      ),
    ),
  protected: ({ operations }) => operations.some(({ security }) => security.length > 0),
  challenge: scheme("bearer", "oauth2", "basic"),
  bearer: scheme("bearer", "oauth2"),
  key: scheme("apiKey"),
  scopes: ({ operations }) =>
    operations.some(
      ({ security }) =>
        security.length > 0 && security.every((one) => one.some(({ scopes }) => scopes.length > 0)),
    ),
  alternatives: (model) =>
    model.operations.some(
      ({ security }) => new Set(security.map((one) => placesOf(model, one).join())).size > 1,
    ),
  together: (model) =>
    model.operations.some(({ security }) => security.some((one) => placesOf(model, one).length > 1)),
  "token-url": ({ securitySchemes }) =>
    securitySchemes.some((one) => one.kind === "oauth2" && one.clientCredentials !== undefined),
  location: ({ operations }) =>
    operations.some(({ responses }) =>
      responses.some(({ headers }) =>
        headers.some(({ name, required }) => required && name.toLowerCase() === "location"),
      ),
    ),
};

/** Where the credentials of a requirement stand in a request: bearer tokens of two schemes cannot be told apart. */
function placesOf({ securitySchemes }: ApiModel, requirement: SecurityRequirement): readonly string[] {
  const places = requirement.map((one) => {
    const found = securitySchemes.find(({ name }) => name === one.scheme);
    if (found?.kind === "apiKey") return `${found.in} ${found.parameter}`;
    return found?.kind === "basic" ? "basic" : "bearer";
  });
  return [...new Set(places)].toSorted();
}

function bodies(model: ApiModel, role: "create"): readonly (Schema | undefined)[] {
  const ids = new Set(model.lifecycles.flatMap(({ operations }) => operations[role] ?? []));
  return model.operations
    .filter(({ id }) => ids.has(id))
    .flatMap(({ body }) => body?.content ?? [])
    .map(({ schema }) => (schema === undefined ? undefined : model.schemas[schema]));
}

function isFreeText(schema: { readonly [keyword: string]: unknown }): boolean {
  return (
    schema["type"] === "string" &&
    ["enum", "const", "pattern", "format"].every((keyword) => schema[keyword] === undefined)
  );
}

function errorSchemas({ responses }: Operation): readonly string[] {
  return responses
    .filter(({ status }) => /^[45]|default/.test(status))
    .flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? []));
}

function filtersOf(model: ApiModel, { operations, representation }: Lifecycle): readonly string[] {
  const list = model.operations.find(({ id }) => id === operations.list);
  const members = membersOf(model.schemas, model.schemas[representation ?? ""]);
  return list?.parameters.query.flatMap(({ name }) => (members.has(name) ? [name] : [])) ?? [];
}

function hasKeyword(schema: unknown, keyword: string): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  if (!Array.isArray(schema) && Object.hasOwn(schema, keyword)) return true;
  return Object.values(schema).some((inner) => hasKeyword(inner, keyword));
}
