import { beforeAll, describe, expect, test } from "vitest";
import { createDocumentValidator, createExtensionValidator } from "./create-validators.ts";
import { type JsonObject, isObject, membersAt, objectAt, textAt, valueAt } from "./json.ts";
import { listExamples } from "./list-examples.ts";
import { type ListedOperation, listOperations } from "./list-operations.ts";
import { bundleDocument, runRedocly } from "./run-redocly.ts";
import { statedParameters, statedSchemas } from "./stated-constraints.ts";

let document: JsonObject;
let operations: readonly ListedOperation[];
beforeAll(async () => {
  document = await bundleDocument();
  operations = listOperations(document);
});

const collection = "/organizations/{organization_id}/service-accounts";
const item = `${collection}/{service_account_id}`;
const everyOperation = {
  createServiceAccount: `POST ${collection}`,
  listServiceAccounts: `GET ${collection}`,
  retrieveServiceAccount: `GET ${item}`,
  updateServiceAccount: `PATCH ${item}`,
  deleteServiceAccount: `DELETE ${item}`,
  createServiceAccountCredential: `POST ${item}/credentials`,
  listServiceAccountCredentials: `GET ${item}/credentials`,
  retrieveServiceAccountCredential: `GET ${item}/credentials/{credential_id}`,
  updateServiceAccountCredential: `PATCH ${item}/credentials/{credential_id}`,
  deleteServiceAccountCredential: `DELETE ${item}/credentials/{credential_id}`,
};

describe("operations", () => {
  test("are ten, on four paths", () => {
    expect(Object.fromEntries(operations.map(({ id, place }) => [id, place]))).toEqual(everyOperation);
    expect(operations).toHaveLength(10);
    expect(membersAt(document, "paths")).toHaveLength(4);
  });

  test("have exactly the parameters of the documentation", () => {
    expect(Object.keys(everyOperation).map(parametersOf)).toEqual([
      "",
      "after before expand limit",
      "expand service_account_id",
      "service_account_id",
      "service_account_id",
      "service_account_id",
      "after before expand limit service_account_id",
      "credential_id expand service_account_id",
      "credential_id service_account_id",
      "credential_id service_account_id",
    ]);
    for (const { parameters } of operations) {
      const names = parameters.map((parameter) => parameter["name"]);
      expect(names).toContain("organization_id");
      expect(names).toContain("X-Client-Request-ID");
    }
  });

  test("answer with one success each, and with the documented errors", () => {
    const success = { POST: "201", GET: "200", PATCH: "200", DELETE: "204" };
    for (const { place, responses } of operations) {
      const method = place.split(" ")[0] as keyof typeof success;
      const conflict = method === "POST" || method === "PATCH" ? ["409"] : [];
      const expected = [success[method], "400", "401", "403", "404", ...conflict, "429", "500"];
      expect([place, ...responses.map(({ status }) => status)]).toEqual([place, ...expected]);
    }
  });

  test("have a body exactly where they create or update", () => {
    const bodies = operations.map(({ id, definition }) => [
      id,
      ...membersAt(definition, "requestBody", "content").flatMap(([mediaType, content]) => [
        mediaType,
        textAt(content, "schema", "$ref").split("/").at(-1),
      ]),
    ]);
    expect(bodies.filter((body) => body.length > 1)).toEqual([
      ["createServiceAccount", "application/json", "ServiceAccountCreate"],
      ["updateServiceAccount", "application/json", "ServiceAccountUpdate"],
      ["createServiceAccountCredential", "application/json", "CredentialCreate"],
      ["updateServiceAccountCredential", "application/json", "CredentialUpdate"],
    ]);
  });
});

describe("constraints", () => {
  test("of parameters are those of the documentation", () => {
    for (const parameter of operations.flatMap((operation) => operation.parameters)) {
      const name = textAt(parameter, "name");
      expect(withoutAnnotations(parameter), name).toEqual({ name, ...statedParameters[name] });
    }
  });

  test("of schemas are those of the documentation, each object left open", () => {
    const found = membersAt(document, "components", "schemas").map(([name, schema]) => [
      name,
      withoutAnnotations(schema),
    ]);
    const expected = Object.entries(statedSchemas).map(([name, schema]) => [
      name,
      { type: "object", ...schema },
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });
});

describe("security", () => {
  test("is a bearer token or client credentials, with a token URL that follows the server", () => {
    expect(document["security"]).toEqual([{ bearerAuth: [] }, { oauth2: [] }]);
    expect(operations.filter(({ definition }) => "security" in definition)).toEqual([]);
    const schemes = objectAt(document, "components", "securitySchemes");
    expect(withoutAnnotations(schemes["bearerAuth"])).toEqual({
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
    });
    expect(withoutAnnotations(schemes["oauth2"])).toEqual({
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "/service-account-token", scopes: {} } },
    });
  });
});

describe("examples", () => {
  test("stand on each request body and each answer that has one", () => {
    const places = new Set(listExamples(document).map(({ place }) => place.split(" ").slice(0, 2).join(" ")));
    const owed = operations.flatMap(({ id, definition, responses }) => [
      ...("requestBody" in definition ? [`${id} body`] : []),
      ...responses
        .filter(({ definition: response }) => "content" in response)
        .map(({ status }) => `${id} ${status}`),
    ]);
    expect(owed.filter((place) => !places.has(place))).toEqual([]);
    expect(owed.length).toBeGreaterThan(70);
  });

  test("are valid", () => {
    const validate = createDocumentValidator(document);
    const wrong = listExamples(document).flatMap(({ place, schema, value }) =>
      validate(schema, value).map((problem) => `${place}: ${problem}`),
    );
    expect(wrong).toEqual([]);
  });

  test("show permissions only where they were asked for, or on a creation", () => {
    const plain = listExamples(document).filter(({ place }) => place.endsWith(" plain"));
    expect(plain.filter(({ value }) => JSON.stringify(value).includes('"permissions"'))).toEqual([]);
    expect(plain).toHaveLength(6);
  });

  test("of errors repeat the status", () => {
    for (const { responses } of operations) {
      for (const { status, definition } of responses.filter((response) => response.status >= "400")) {
        expect(valueAt(definition, "content", "application/json", "example", "status")).toBe(Number(status));
      }
    }
  });
});

test("each x-specloom block is valid for its place", async () => {
  const validate = await createExtensionValidator();
  const places = [
    { kind: "document", holders: [document] },
    { kind: "pathItem", holders: membersAt(document, "paths").map(([, value]) => value) },
    { kind: "operation", holders: operations.map(({ definition }) => definition) },
    { kind: "parameter", holders: membersAt(document, "components", "parameters").map(([, value]) => value) },
    { kind: "schema", holders: membersAt(document, "components", "schemas").map(([, value]) => value) },
  ];
  const blocks = places.flatMap(({ kind, holders }) =>
    holders.flatMap((holder) =>
      isObject(holder) && "x-specloom" in holder ? [{ kind, block: holder["x-specloom"] }] : [],
    ),
  );
  expect(blocks.flatMap(({ kind, block }) => validate(kind, block))).toEqual([]);
  expect(blocks).toHaveLength(countBlocks(document));
  expect(blocks).toHaveLength(7);
});

test("each status and each error body is marked as an assumption", () => {
  for (const { id, responses } of operations) {
    for (const { status, definition } of responses) {
      expect(definition["x-specloom-assumed"], `${id} ${status}`).toBe(true);
      if (status < "400") continue;
      const content = objectAt(definition, "content", "application/json");
      expect(content["x-specloom-assumed"], `${id} ${status} body`).toBe(true);
    }
  }
});

test("the document passes its lint without a warning", async () => {
  const { exitCode, output } = await runRedocly("lint", "openapi.yaml", "--config", "redocly.yaml");
  expect(output).not.toMatch(/\b(warning|error)s?\b/i);
  expect(exitCode).toBe(0);
});

/** How often a block stands anywhere in the document. */
function countBlocks(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + countBlocks(inner), 0);
  return membersAt(value).reduce(
    (sum, [name, inner]) => sum + (name === "x-specloom" ? 1 : countBlocks(inner)),
    0,
  );
}

/** A parameter, schema or security scheme without what binds nobody. A `description` that is an object is a property. */
function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry) => !isAnnotation(entry))
      .map(([name, inner]) => [name, withoutAnnotations(inner)]),
  );
}

/** Names of the parameters of an operation but for the two that all have. */
function parametersOf(id: string): string {
  const names = operations
    .find((operation) => operation.id === id)
    ?.parameters.map((parameter) => textAt(parameter, "name"))
    .filter((name) => name !== "organization_id" && name !== "X-Client-Request-ID");
  return names?.toSorted().join(" ") ?? "no such operation";
}

function isAnnotation([name, value]: [string, unknown]): boolean {
  return name.startsWith("x-") || name === "example" || (name === "description" && typeof value === "string");
}
