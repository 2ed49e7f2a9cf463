// The keywords of OpenAPI 3.0, 3.1 and 3.2, object by object, and what becomes of each. `docs/fidelity.md` is this table.
import { isObject } from "../json.ts";
import {
  degraded,
  extensibleMapOf,
  ignored,
  listOf,
  mapOf,
  one,
  represented,
  type Keyword,
  type KeywordTable,
  type ObjectKind,
} from "./keyword.ts";
import { EXAMPLES_UNLESS, examplesLoss, hasValue } from "./example-loss.ts";
import { dialectLoss, DISCRIMINATOR_KEYWORDS, SCHEMA_KEYWORDS, XML_KEYWORDS } from "./schema-keywords.ts";

const READERS = "for readers";
const REFERENCE = represented("what it names");
const EXAMPLE = represented("made cases of the contract suite, answers of the mock server");
const EXAMPLES: Keyword = { ...EXAMPLE, ...mapOf("Example"), unless: EXAMPLES_UNLESS, loses: examplesLoss };
const COMMENT = represented("comment");
const SERVERS = represented("base URLs of its calls", listOf("Server"));
const HEADER_EXAMPLE = "annotation: headers are made of their schema";
const DOCS = ignored(READERS, one("External Documentation"));
const OWN_TOKEN = degraded("no token is fetched by it; callers bring one");
const OPERATION = represented("an operation", one("Operation"));

export const KEYWORDS: Readonly<Record<ObjectKind, KeywordTable>> = {
  OpenAPI: {
    openapi: represented("how the document is read"),
    $self: degraded("`$ref`s are resolved against the place of the file"),
    info: represented("the API", one("Info")),
    jsonSchemaDialect: represented("JSON Schema 2020-12 and OpenAPI's own dialects", {
      unless: "another dialect",
      loses: (value) => dialectLoss(value),
    }),
    servers: represented("base URLs of the client", listOf("Server")),
    paths: represented("the resource tree", extensibleMapOf("Path Item")),
    webhooks: represented("types of what is received", mapOf("Path Item")),
    components: represented("named types", one("Components")),
    security: represented("how the client authenticates"),
    tags: ignored(READERS, listOf("Tag")),
    externalDocs: DOCS,
  },
  Info: {
    title: represented("name of the API"),
    version: represented("the document's version"),
    description: ignored(READERS),
    summary: ignored(READERS),
    termsOfService: ignored(READERS),
    contact: ignored(READERS, one("Contact")),
    license: ignored(READERS, one("License")),
  },
  Contact: {
    name: ignored(READERS),
    url: ignored(READERS),
    email: ignored(READERS),
  },
  License: {
    name: ignored(READERS),
    identifier: ignored(READERS),
    url: ignored(READERS),
  },
  "External Documentation": {
    url: ignored(READERS),
    description: ignored(READERS),
  },
  Tag: {
    name: ignored(READERS),
    summary: ignored(READERS),
    description: ignored(READERS),
    externalDocs: DOCS,
    parent: ignored(READERS),
    kind: ignored(READERS),
  },
  Server: {
    url: represented("base URL"),
    variables: represented("what fills the URL", mapOf("Server Variable")),
    name: ignored(READERS),
    description: ignored(READERS),
  },
  "Server Variable": {
    default: represented("the value that is taken"),
    enum: represented("the values that are allowed"),
    description: ignored(READERS),
  },
  Components: {
    schemas: represented("named types", mapOf("Schema")),
    responses: represented("where they are referred to", mapOf("Response")),
    parameters: represented("where they are referred to", mapOf("Parameter")),
    requestBodies: represented("where they are referred to", mapOf("Request Body")),
    headers: represented("where they are referred to", mapOf("Header")),
    securitySchemes: represented("how the client authenticates", mapOf("Security Scheme")),
    pathItems: represented("where they are referred to", mapOf("Path Item")),
    mediaTypes: represented("where they are referred to", mapOf("Media Type")),
    examples: { ...EXAMPLE, ...mapOf("Example") },
    links: degraded("no call follows them"),
    callbacks: degraded("what the server calls back has no types"),
  },
  "Path Item": {
    $ref: REFERENCE,
    get: OPERATION,
    put: OPERATION,
    post: OPERATION,
    delete: OPERATION,
    options: OPERATION,
    head: OPERATION,
    patch: OPERATION,
    trace: OPERATION,
    query: OPERATION,
    additionalOperations: represented("operations", mapOf("Operation")),
    parameters: represented("parameters of each operation", listOf("Parameter")),
    servers: SERVERS,
    summary: ignored(READERS),
    description: ignored(READERS),
  },
  Operation: {
    operationId: represented("id of the operation"),
    summary: COMMENT,
    description: COMMENT,
    deprecated: represented("`@deprecated`"),
    parameters: represented("members of `params`", listOf("Parameter")),
    requestBody: represented("the body", one("Request Body")),
    responses: represented("answers and errors", extensibleMapOf("Response")),
    security: represented("how the call authenticates"),
    callbacks: degraded("what the server calls back has no types"),
    servers: SERVERS,
    tags: ignored("for readers: the tree follows the paths"),
    externalDocs: DOCS,
  },
  Parameter: {
    name: represented("name of the argument"),
    in: represented("where it travels"),
    description: COMMENT,
    required: represented("an argument that must be given"),
    deprecated: represented("`@deprecated`"),
    style: represented("how lists and objects are written"),
    explode: represented("how lists and objects are written"),
    allowReserved: represented("which characters are escaped"),
    schema: represented("type of the argument", one("Schema")),
    content: represented("type of the argument", mapOf("Media Type")),
    example: EXAMPLE,
    examples: EXAMPLES,
    allowEmptyValue: ignored("deprecated by OpenAPI; an empty value is an empty text"),
  },
  Header: {
    required: represented("kept by mock server and contract suite"),
    schema: represented("kept by mock server and contract suite", {
      ...one("Schema"),
      unless: "a list or an object",
      loses: (value) =>
        isObject(value) && (value["type"] === "array" || value["type"] === "object")
          ? "it is not taken apart; the contract suite judges only that it is there"
          : undefined,
    }),
    content: degraded("it is not parsed; the contract suite judges it as a text", mapOf("Media Type")),
    style: ignored("headers have one style"),
    explode: ignored("how lists and objects are written, which are not taken apart"),
    example: ignored(HEADER_EXAMPLE),
    examples: ignored(HEADER_EXAMPLE, mapOf("Example")),
    description: ignored(READERS),
    deprecated: ignored(READERS),
    allowEmptyValue: ignored("has no meaning for headers"),
    allowReserved: ignored("has no meaning for headers"),
  },
  "Request Body": {
    description: COMMENT,
    required: represented("a body that must be given"),
    content: represented("the body by media type", mapOf("Media Type")),
  },
  "Media Type": {
    schema: represented("type of the body", one("Schema")),
    itemSchema: represented("type of an item", one("Schema")),
    encoding: represented("how the fields of a form are written", mapOf("Encoding")),
    prefixEncoding: degraded("parts by position are not written"),
    itemEncoding: degraded("parts by position are not written"),
    example: EXAMPLE,
    examples: EXAMPLES,
  },
  Encoding: {
    contentType: represented("media type of the field"),
    style: represented("how lists and objects are written"),
    explode: represented("how lists and objects are written"),
    allowReserved: represented("which characters are escaped"),
    headers: degraded("headers of a single part are not sent"),
    encoding: degraded("parts within parts are not written"),
    prefixEncoding: degraded("parts by position are not written"),
    itemEncoding: degraded("parts by position are not written"),
  },
  Example: {
    value: EXAMPLE,
    dataValue: EXAMPLE,
    serializedValue: represented("how `dataValue` is written", {
      unless: "no `dataValue` or `value` stands beside it",
      loses: (_, holder) =>
        hasValue(holder) ? undefined : "it is not parsed, so that the example is not used",
    }),
    externalValue: degraded("it is not fetched, so that the example is not used"),
    summary: ignored(READERS),
    description: ignored(READERS),
  },
  Response: {
    description: COMMENT,
    headers: represented("kept by mock server and contract suite", mapOf("Header")),
    content: represented("the answer by media type", mapOf("Media Type")),
    links: degraded("no call follows them"),
    summary: ignored(READERS),
  },
  "Security Scheme": {
    type: represented("an option of the client", {
      unless: "`openIdConnect`, `mutualTLS` or an unknown one",
      loses: (value) =>
        value === "apiKey" || value === "http" || value === "oauth2"
          ? undefined
          : "callers see to it themselves",
    }),
    scheme: represented("basic and bearer", {
      unless: "another scheme",
      loses: (value) =>
        typeof value === "string" && /^(basic|bearer)$/i.test(value)
          ? undefined
          : "callers set the header themselves",
    }),
    name: represented("name of the key"),
    in: represented("where the key travels"),
    flows: represented("how tokens are fetched", one("OAuth Flows")),
    openIdConnectUrl: degraded("nothing is discovered"),
    oauth2MetadataUrl: degraded("nothing is discovered"),
    bearerFormat: ignored(READERS),
    description: ignored(READERS),
    deprecated: ignored(READERS),
  },
  "OAuth Flows": {
    clientCredentials: represented("tokens are fetched and kept", one("OAuth Flow")),
    authorizationCode: OWN_TOKEN,
    implicit: OWN_TOKEN,
    password: OWN_TOKEN,
    deviceAuthorization: OWN_TOKEN,
  },
  "OAuth Flow": {
    tokenUrl: represented("where tokens come from"),
    scopes: represented("what is asked for"),
    refreshUrl: degraded("a token is fetched anew instead"),
    authorizationUrl: ignored("has no meaning in this flow"),
  },
  Reference: {
    $ref: REFERENCE,
    summary: ignored(READERS),
    description: ignored(READERS),
  },
  Schema: SCHEMA_KEYWORDS,
  Discriminator: DISCRIMINATOR_KEYWORDS,
  XML: XML_KEYWORDS,
};

/** What a member becomes that begins with `x-`. */
export const EXTENSION: Keyword = ignored("an extension of someone else's");
/** What `x-specloom` becomes. */
export const OWN_EXTENSION: Keyword = represented("what a server must know");
/** What a member becomes that the object does not have. */
export const UNKNOWN: Keyword = degraded("OpenAPI has no such keyword here");
