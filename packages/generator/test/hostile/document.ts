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
    schema: { type: "string", enum: [text, "b"] },
  });
  const content = {
    [text]: { schema: { type: "string", description: text }, example: text },
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
        content,
      },
      [text]: { description: text },
      default: { description: text },
    },
    security: [{ [text]: [text] }],
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
      "/things/{id}": {
        get: {
          responses: { "200": { description: text, content } },
          parameters: [{ ...parameter("path"), name: "id", required: true }],
        },
      },
    },
    components: {
      schemas: {
        [text]: schema,
        Plain: { type: "object", properties: { [text]: { $ref: "#/components/schemas/Plain" } } },
      },
      securitySchemes: { [text]: { type: "apiKey", in: "header", name: text, description: text } },
    },
    "x-specloom": { tenant: text },
  } as unknown as Document;
}
