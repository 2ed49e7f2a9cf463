import type { Document } from "@specloom/api-model";

/** A document in which the text stands wherever a document takes text. */
export function hostileDocument(text: string): Document {
  const schema = {
    type: "object",
    title: text,
    description: text,
    required: [text],
    properties: {
      [text]: {
        type: "string",
        description: text,
        format: text,
        pattern: text,
        default: text,
        deprecated: true,
      },
      choice: {
        type: "string",
        enum: [text, "other"],
        "x-enum-descriptions": [text, text],
        "x-enum-varnames": [text, text],
      },
      fixed: { const: { [text]: [text] } },
      // openapi-typescript takes a pointer that ends in an empty name for one to its parent.
      led: { $ref: `#/components/schemas/${text === "" ? "Plain" : text}` },
      astray: { $ref: text === "" ? "#/nowhere" : text },
      either: {
        oneOf: [{ $ref: "#/components/schemas/Plain" }, { $ref: "#/components/schemas/Tagged" }],
        discriminator: {
          propertyName: text,
          mapping: { [text]: "#/components/schemas/Tagged", other: text },
        },
      },
      ruled: {
        type: "object",
        patternProperties: { [text]: { type: "string", description: text } },
        propertyNames: { pattern: text },
        dependentRequired: { [text]: [text] },
        dependentSchemas: { [text]: { required: [text] } },
        $defs: { [text]: { title: text } },
        $comment: text,
        examples: [text, { [text]: text }],
      },
      map: {
        type: "object",
        additionalProperties: { $ref: "#/components/schemas/Plain" },
        example: { [text]: text },
      },
    },
    discriminator: { propertyName: text, mapping: { [text]: "#/components/schemas/Plain" } },
    externalDocs: { url: text, description: text },
  };
  const parameter = (place: string) => ({
    name: text,
    in: place,
    description: text,
    examples: { [text]: { summary: text, description: text, value: text } },
    schema: { type: "string", enum: [text, "b"] },
  });
  const content = {
    [text]: { schema: { type: "string", description: text }, example: text },
    "multipart/form-data": {
      schema,
      encoding: { [text]: { contentType: text, headers: { [text]: { schema: {} } } } },
    },
    "application/json": { schema },
  };
  const operation = {
    operationId: text,
    summary: text,
    description: text,
    tags: [text],
    parameters: [parameter("query"), parameter("header"), parameter("cookie")],
    requestBody: { description: text, required: true, content },
    responses: {
      "200": {
        description: text,
        headers: { [text]: { description: text, schema: { type: "string" } } },
        links: { [text]: { operationId: text, parameters: { [text]: text }, description: text } },
        content,
      },
      [text]: { description: text },
      default: { description: text },
    },
    security: [{ [text]: [text] }, { flows: [text] }],
    servers: [
      { url: `https://example.org/{${text}}`, variables: { [text]: { default: text, enum: [text] } } },
    ],
    callbacks: {
      [text]: { [text]: { post: { summary: text, responses: { "200": { description: text } } } } },
    },
    "x-specloom": { pagination: text, [text]: text },
  };
  return {
    openapi: "3.1.0",
    info: { title: text, version: text, description: text },
    servers: [
      {
        url: `https://example.com/{${text}}`,
        description: text,
        variables: { [text]: { default: text, description: text } },
      },
    ],
    tags: [{ name: text, description: text }],
    paths: {
      [`/${text}`]: {
        get: { ...operation, operationId: `${text}2`, requestBody: undefined },
        post: operation,
      },
      [`/named/{${text}}/{${text}}`]: {
        summary: text,
        description: text,
        delete: {
          operationId: `${text}3`,
          parameters: [{ ...parameter("path"), required: true }],
          responses: {},
        },
      },
      "/things/{id}": {
        get: {
          responses: { "200": { description: text, content } },
          parameters: [{ ...parameter("path"), name: "id", required: true }],
        },
      },
    },
    webhooks: { [text]: { post: { ...operation, operationId: `${text}4`, callbacks: undefined } } },
    components: {
      examples: { [text]: { summary: text, value: text } },
      parameters: { [text]: parameter("query") },
      responses: { [text]: { description: text, content } },
      requestBodies: { [text]: { description: text, content } },
      headers: { [text]: { description: text, schema: { type: "string" } } },
      schemas: {
        Tagged: { type: "object", properties: { [text]: { const: text } } },
        [text]: schema,
        Plain: { type: "object", properties: { [text]: { $ref: "#/components/schemas/Plain" } } },
      },
      securitySchemes: {
        [text]: { type: "apiKey", in: "header", name: text, description: text },
        flows: {
          type: "oauth2",
          description: text,
          flows: { clientCredentials: { tokenUrl: text, refreshUrl: text, scopes: { [text]: text } } },
        },
      },
    },
    "x-specloom": { tenant: text },
  } as unknown as Document;
}
