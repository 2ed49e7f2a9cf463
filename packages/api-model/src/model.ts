// The one model between a document and everything made from it. Types only: plain, readonly, JSON-serialisable data,
// discriminated by `kind`; absent means absent. Text from the document stands only in values, never as an object key,
// so that no name of a document (`__proto__`) can reach into a consumer; the maps are keyed by pointers, which begin with `#/`.

/** Version of the shape below. Generated data carries it; a runtime refuses data newer than it knows. */
export const MODEL_VERSION = 1;

/** A place in the bundled document: `#` and a JSON pointer (RFC 6901), not percent-encoded: `#/components/schemas/ServiceAccount`. */
export type Pointer = string;

/** A place inside a JSON value, as a JSON pointer without `#` (RFC 6901): `/page_info/end_cursor`. The empty string is the whole value. */
export type ValuePointer = string;

/** A JSON value (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/**
 * A schema exactly as the document has it (JSON Schema 2020-12 in OpenAPI 3.1). Each `$ref` in it is the id of another
 * schema of {@link ApiModel.schemas}.
 */
export type Schema = boolean | SchemaObject;
export interface SchemaObject {
  readonly [keyword: string]: Json;
}

/**
 * Id of a schema: where it stands in the bundled document. A schema that is nothing but a `$ref` has the id of its target.
 * Where the document lacks a schema that the model needs (an undeclared path parameter), the id says where it is missing.
 */
export type SchemaID = Pointer;

/** What one OpenAPI document says, read once. */
export interface ApiModel {
  readonly kind: "api";
  readonly modelVersion: typeof MODEL_VERSION;
  /** `openapi` of the document, for instance `3.1.0`. */
  readonly openapi: string;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** As written; none where the document names none. */
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** The resource tree, as the client shows it. */
  readonly resources: readonly Resource[];
  /** Every operation, in document order. */
  readonly operations: readonly Operation[];
  /** What is created, read and deleted: one entry a collection or singleton. */
  readonly lifecycles: readonly Lifecycle[];
  readonly tenant?: Tenant;
  /** The named schemas, in document order. */
  readonly components: readonly Component[];
  /** Every schema that something refers to, as written. */
  readonly schemas: { readonly [id: SchemaID]: Schema };
  /** Keywords that were left out of schemas, as they have not the type that JSON Schema gives them; absent where none was. */
  readonly mistyped?: readonly Pointer[];
  /** What the server sends by itself, in document order; absent where it sends nothing. */
  readonly webhooks?: readonly Webhook[];
}

/** A request that the server makes of the client's owner (OpenAPI 3.1). */
export interface Webhook {
  readonly kind: "webhook";
  /** Key under `webhooks`. */
  readonly name: string;
  readonly pointer: Pointer;
  readonly method: Method;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly body?: RequestBody;
}

/** A server of the document; variables stay in `url` as `{name}`. */
export interface Server {
  readonly url: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}
export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly enum?: readonly string[];
}

export type SecurityScheme =
  | (SecuritySchemeBase & {
      readonly kind: "apiKey";
      readonly in: "query" | "header" | "cookie";
      readonly parameter: string;
    })
  | (SecuritySchemeBase & { readonly kind: "basic" })
  | (SecuritySchemeBase & { readonly kind: "bearer"; readonly format?: string })
  | (SecuritySchemeBase & {
      readonly kind: "oauth2";
      /** RFC 6749, section 4.4. The URL is as written and may be relative. */
      readonly clientCredentials?: { readonly tokenUrl: string; readonly scopes: readonly string[] };
    })
  /** `openIdConnect`, `mutualTLS`, further HTTP schemes and OAuth flows: named, not acted on. */
  | (SecuritySchemeBase & { readonly kind: "other"; readonly type: string });
interface SecuritySchemeBase {
  /** Key under `components/securitySchemes`. */
  readonly name: string;
  readonly pointer: Pointer;
  readonly description?: string;
}

/** One alternative: every scheme in it is needed together. An empty one allows anonymous calls. */
export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];

/** A node of the resource tree. */
export interface Resource {
  readonly kind: "resource";
  /** Name on its parent: `serviceAccounts`. */
  readonly name: string;
  /** Names from the root to here: `["organizations", "serviceAccounts"]`. */
  readonly path: readonly string[];
  /** Ids of the operations that are methods of this node, in document order. */
  readonly operations: readonly string[];
  readonly resources: readonly Resource[];
}

/** A method that OpenAPI has a member for, or one of `additionalOperations` (3.2) as written: any token of RFC 9110. */
export type Method =
  | "GET"
  | "PUT"
  | "POST"
  | "DELETE"
  | "OPTIONS"
  | "HEAD"
  | "PATCH"
  | "TRACE"
  | "QUERY"
  | (string & {});
export type Verb = "list" | "create" | "retrieve" | "update" | "replace" | "delete" | "action";

export interface Operation {
  readonly kind: "operation";
  /** `operationId`, or method and path (`GET /pets`) where the document has none or repeats one. Unique in the model. */
  readonly id: string;
  readonly pointer: Pointer;
  readonly method: Method;
  /** Path template as written: `/organizations/{organization_id}/service-accounts`. */
  readonly path: string;
  readonly verb: Verb;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly parameters: {
    readonly path: readonly Parameter[];
    readonly query: readonly Parameter[];
    readonly header: readonly Parameter[];
    readonly cookie: readonly Parameter[];
  };
  readonly body?: RequestBody;
  readonly responses: readonly DocumentedResponse[];
  /** Those that the document names for the operation, or for its path; absent where those of the document hold. */
  readonly servers?: readonly Server[];
  /** Alternatives; none means that the document asks for no authentication. */
  readonly security: readonly SecurityRequirement[];
  /** How the call looks in code. */
  readonly call: Call;
  readonly pagination?: Pagination;
  /** Header that carries an idempotency key, where the document declares one. */
  readonly idempotencyKey?: string;
}

/** Names of one call on the resource tree, by the naming rule. */
export interface Call {
  /** Path of the resource: `["organizations", "serviceAccounts"]`. */
  readonly resource: readonly string[];
  /** Name of the method there: `list`. */
  readonly method: string;
  /** The last path parameter, given by position. */
  readonly positional?: { readonly parameter: string; readonly argument: string };
  /** Type of `params`; absent where there is nothing to give. */
  readonly paramsType?: string;
  /** Type of the successful answer; absent where it has no body. */
  readonly responseType?: string;
  /** `members`: the body's members stand in `params` beside the parameters; `whole`: it is `params.body`. */
  readonly body: "none" | "members" | "whole";
}

export interface Parameter {
  readonly kind: "parameter";
  readonly pointer: Pointer;
  readonly in: "path" | "query" | "header" | "cookie";
  /** Name on the wire. */
  readonly name: string;
  /** Name in `params`: the wire name of path and query parameters, words of headers and cookies (`xClientRequestID`). */
  readonly argument: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly schema: SchemaID;
  /** Set where the value is serialised as a media type instead of by `style`. */
  readonly mediaType?: string;
  readonly style:
    | "simple"
    | "label"
    | "matrix"
    | "form"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie";
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** True where the document declares that the server enforces the schema's `format`; else a format in a request is advice. */
  readonly enforcesFormat: boolean;
  /** Members of the answer that appear only when the parameter holds the value. */
  readonly expands: readonly { readonly value: string; readonly members: readonly string[] }[];
  readonly examples: readonly Example[];
}

export interface RequestBody {
  readonly kind: "body";
  readonly pointer: Pointer;
  readonly required: boolean;
  readonly description?: string;
  readonly content: readonly Content[];
}

export interface DocumentedResponse {
  readonly kind: "response";
  readonly pointer: Pointer;
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  /** True where the document marks it as an assumption (`x-specloom-assumed`). */
  readonly assumed: boolean;
  readonly headers: readonly ResponseHeader[];
  readonly content: readonly Content[];
}

export interface ResponseHeader {
  readonly kind: "header";
  readonly pointer: Pointer;
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema?: SchemaID;
}

/** One entry of `content`. */
export interface Content {
  readonly kind: "content";
  readonly pointer: Pointer;
  /** Media type or range as written: `application/json`. */
  readonly mediaType: string;
  readonly schema?: SchemaID;
  /** Schema of one item of a stream (OpenAPI 3.2). */
  readonly itemSchema?: SchemaID;
  /** How the fields of a form are written; absent where nothing is said. */
  readonly encoding?: readonly FieldEncoding[];
  readonly examples: readonly Example[];
}

/** How one field of a form is written (OpenAPI 3.2, Encoding Object). */
export interface FieldEncoding {
  readonly field: string;
  readonly contentType?: string;
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface Example {
  readonly kind: "example";
  readonly pointer: Pointer;
  /** Key under `examples`; absent for a lone `example`. */
  readonly name?: string;
  readonly value: Json;
}

/** How a list is walked; declared under `x-specloom` and verified against the schemas. */
export type Pagination = CursorPagination | PagePagination | OffsetPagination | LinkPagination;
interface PaginationBase {
  /** Where the items stand in the answer. */
  readonly items: ValuePointer;
  /** Query parameter that bounds a page. */
  readonly limit?: string;
}
export interface CursorPagination extends PaginationBase {
  readonly kind: "cursor";
  readonly next: CursorStep;
  readonly previous?: CursorStep;
  /** Statuses for a cursor that the server never gave; the first is preferred. */
  readonly malformed: readonly string[];
}
export interface CursorStep {
  /** Query parameter that takes the cursor. */
  readonly parameter: string;
  /** Where the cursor stands in the answer. */
  readonly cursor: ValuePointer;
  /** Where the answer says whether there is more. */
  readonly more?: ValuePointer;
}
export interface PagePagination extends PaginationBase {
  readonly kind: "page";
  readonly page: string;
  readonly total?: ValuePointer;
  readonly pages?: ValuePointer;
}
export interface OffsetPagination extends PaginationBase {
  readonly kind: "offset";
  readonly offset: string;
  readonly total?: ValuePointer;
}
export interface LinkPagination extends PaginationBase {
  readonly kind: "link";
  /** Where the next page's URL stands in the answer; absent means the `Link` header (RFC 8288). */
  readonly next?: ValuePointer;
}

/** What happens to one kind of thing on the server: who makes it, reads it, changes it, ends it. */
export interface Lifecycle {
  readonly kind: "lifecycle";
  /** Path of the resource in the tree; unique among lifecycles. */
  readonly resource: readonly string[];
  /** `/organizations/{organization_id}/service-accounts`; the path itself of a singleton, which has no item path. */
  readonly collectionPath: string;
  /** `/organizations/{organization_id}/service-accounts/{service_account_id}`. */
  readonly itemPath?: string;
  /** Path parameters of the collection, outermost first. */
  readonly parents: readonly Parent[];
  /** Last path parameter of the item. */
  readonly itemParameter?: string;
  /** Member of the representation that fills {@link itemParameter}. */
  readonly identity?: string;
  /** Schema of what `retrieve` (else an item of `list`, else `create`) answers. */
  readonly representation?: SchemaID;
  /** Operation ids by role. */
  readonly operations: {
    readonly create?: string;
    readonly list?: string;
    readonly retrieve?: string;
    readonly update?: string;
    readonly replace?: string;
    readonly delete?: string;
  };
  /** Members that the server alone writes. */
  readonly managed: readonly ManagedMember[];
  /** Members that are shown once, in the creation answer. */
  readonly secrets: readonly OneTimeSecret[];
  /** Sets of members whose values no two siblings share. */
  readonly unique: readonly (readonly string[])[];
}

export type Parent =
  /** Its values name tenants. */
  | { readonly kind: "tenant"; readonly parameter: string }
  /** Its values are made by another lifecycle. */
  | { readonly kind: "lifecycle"; readonly parameter: string; readonly resource: readonly string[] }
  /** No operation makes its values and the document does not call them tenants. */
  | { readonly kind: "given"; readonly parameter: string };

export interface ManagedMember {
  readonly member: string;
  /** `create`: set then and fixed; `update`: moves with each update that has an effect; `use`: moves when the thing is used. */
  readonly changes: "create" | "update" | "use";
}

export interface OneTimeSecret {
  readonly member: string;
  /** Where it is exchanged for a token: an `oauth2` scheme, and the member that is the client id there. */
  readonly exchange?: { readonly scheme: string; readonly clientID: string };
}

/** Who owns what: a path parameter, and what binds a caller to its value. */
export interface Tenant {
  readonly parameter: string;
  readonly boundBy: "token";
  /** Statuses for a caller of another tenant; the first is preferred. */
  readonly otherTenant: readonly string[];
}

/** A named schema. */
export interface Component {
  readonly kind: "component";
  readonly id: SchemaID;
  /** Key under `components/schemas`. */
  readonly name: string;
  /** Name of its type, by the naming rule. */
  readonly typeName: string;
}
