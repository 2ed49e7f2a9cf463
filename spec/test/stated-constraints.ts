// What the documentation states, once more and apart from the document, so that a slip in the document shows.
const id = { type: "string", minLength: 1, maxLength: 255 };
const text = { type: "string" };
const instant = { type: "string", format: "date-time" };
const permissions = { $ref: "#/components/schemas/Permissions" };
const pageInfo = { $ref: "#/components/schemas/PageInfoCursor" };
const request = { name: text, description: { type: "string", maxLength: 500 } };

/** The parameters of the documentation, by name. */
export const statedParameters: { readonly [name: string]: object } = {
  organization_id: { in: "path", required: true, schema: id },
  service_account_id: { in: "path", required: true, schema: id },
  credential_id: { in: "path", required: true, schema: id },
  "X-Client-Request-ID": { in: "header", required: false, schema: { type: "string", format: "uuid" } },
  after: { in: "query", required: false, schema: id },
  before: { in: "query", required: false, schema: id },
  limit: { in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 100 } },
  expand: {
    in: "query",
    required: false,
    style: "form",
    explode: true,
    schema: { type: "array", items: { type: "string", enum: ["permissions", "total_count"] } },
  },
};

/** The schemas of the documentation: every one is an object, and nothing else binds it. */
export const statedSchemas: { readonly [name: string]: object } = {
  ServiceAccount: {
    required: ["id", "created_at", "name", "updated_at"],
    properties: {
      id,
      created_at: instant,
      name: text,
      updated_at: instant,
      description: text,
      permissions,
    },
  },
  ServiceAccountCredential: {
    required: ["id", "client_id", "created_at", "name"],
    properties: {
      id,
      client_id: text,
      created_at: instant,
      name: text,
      description: text,
      last_used_at: instant,
      permissions,
    },
  },
  CredentialCreateResponse: {
    required: ["id", "client_id", "client_secret", "created_at", "name"],
    properties: {
      id,
      client_id: text,
      client_secret: { type: "string", format: "password" },
      created_at: instant,
      name: text,
      description: text,
    },
  },
  PageInfoCursor: {
    required: ["has_next_page", "has_prev_page"],
    properties: {
      has_next_page: { type: "boolean" },
      has_prev_page: { type: "boolean" },
      end_cursor: id,
      start_cursor: id,
    },
  },
  ServiceAccountListResponse: {
    required: ["items", "page_info"],
    properties: {
      items: { type: "array", items: { $ref: "#/components/schemas/ServiceAccount" } },
      page_info: pageInfo,
      permissions,
    },
  },
  CredentialListResponse: {
    required: ["items", "page_info"],
    properties: {
      items: { type: "array", items: { $ref: "#/components/schemas/ServiceAccountCredential" } },
      page_info: pageInfo,
      permissions,
    },
  },
  Permissions: { additionalProperties: { type: "object", additionalProperties: { type: "boolean" } } },
  ServiceAccountCreate: { required: ["name"], properties: request },
  ServiceAccountUpdate: { properties: request },
  CredentialCreate: { required: ["name"], properties: request },
  CredentialUpdate: { properties: request },
  ErrorResponse: {
    required: ["message", "code", "status"],
    properties: { message: text, code: text, status: { type: "number" } },
  },
};
