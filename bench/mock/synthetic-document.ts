type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** An OpenAPI document of `operations` operations, five a resource, each resource with schemas of its own. */
export function syntheticDocument(operations: number): Json {
  const resources = Array.from({ length: operations / 5 }, (_, index) => index);
  return {
    openapi: "3.1.0",
    info: { title: "Synthetic", version: "1.0.0" },
    security: [{ bearer: [] }],
    paths: Object.fromEntries(resources.flatMap(pathsOf)),
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries([...resources.flatMap(schemasOf), ["Problem", problemSchema()]]),
    },
  };
}

function pathsOf(index: number): readonly (readonly [string, Json])[] {
  const one = reference(`Thing${index}`);
  const list = { type: "array", items: one };
  const id = { name: "id", in: "path", required: true, schema: { type: "string", maxLength: 64 } };
  const limit = { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } };
  return [
    [
      `/things-${index}`,
      {
        get: { ...operation(`listThings${index}`, "200", list), parameters: [limit] },
        post: { ...operation(`createThing${index}`, "201", one), requestBody: body(index) },
      },
    ],
    [
      `/things-${index}/{id}`,
      {
        parameters: [id],
        get: operation(`retrieveThing${index}`, "200", one),
        patch: { ...operation(`updateThing${index}`, "200", one), requestBody: body(index) },
        delete: operation(`deleteThing${index}`, "204", undefined),
      },
    ],
  ];
}

function operation(
  operationId: string,
  status: string,
  schema: Json | undefined,
): { [member: string]: Json } {
  const success = schema === undefined ? {} : { content: { "application/json": { schema } } };
  const problem = {
    description: "A problem.",
    content: { "application/json": { schema: reference("Problem") } },
  };
  return { operationId, responses: { [status]: { description: "Done.", ...success }, default: problem } };
}

function body(index: number): Json {
  return { required: true, content: { "application/json": { schema: reference(`NewThing${index}`) } } };
}

function schemasOf(index: number): readonly (readonly [string, Json])[] {
  const sent = {
    name: { type: "string", minLength: 1, maxLength: 100 },
    kind: { type: "string", enum: ["small", "large"] },
    weight: { type: "number", minimum: 0 },
    labels: { type: "array", items: { type: "string" }, maxItems: 10 },
  };
  const kept = { id: { type: "string" }, created_at: { type: "string", format: "date-time" } };
  return [
    [`NewThing${index}`, { type: "object", required: ["name"], properties: sent }],
    [`Thing${index}`, { type: "object", required: ["id", "name"], properties: { ...kept, ...sent } }],
  ];
}

function problemSchema(): Json {
  const properties = { message: { type: "string" }, status: { type: "integer" } };
  return { type: "object", required: ["message"], properties };
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
