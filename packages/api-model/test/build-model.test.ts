import { beforeAll, expect, test } from "vitest";
import { buildModel, type BuiltModel } from "../src/index.ts";
import { answers, callsOf, faultsOf, loadLibrary, modelOf, operationOf } from "./helpers.ts";

let built: BuiltModel;
beforeAll(async () => {
  built = buildModel(await loadLibrary());
});

test("a document without faults gives no problem", () => {
  expect(built.problems).toEqual([]);
});

test("the model is plain JSON, and building it leaves the document as it was", async () => {
  const document = await loadLibrary();
  const before = JSON.stringify(document);
  const { model } = buildModel(document);
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  expect(JSON.stringify(document)).toBe(before);
});

test("a body that is described of an answer to HEAD is left out, and named", () => {
  const result = modelOf({ "/status": { head: { operationId: "probe", ...answers({ type: "string" }) } } });
  expect(operationOf(result, "probe").responses[0]?.content).toEqual([]);
  expect(result.problems).toMatchObject([
    { code: "content-of-head", pointer: "#/paths/~1status/head/responses/200/content" },
  ]);
});

const path = (name: string, schema: object): object => ({ name, in: "path", required: true, schema });

test("two templates that match the same URLs, neither the more concrete one, are named unless their parameters tell them apart", () => {
  const word = { type: "string" };
  const result = modelOf({
    "/{kind}/count": { get: { operationId: "count", parameters: [path("kind", word)], ...answers(word) } },
    "/zones/{id}": { get: { operationId: "zone", parameters: [path("id", word)], ...answers(word) } },
    "/maps/{id}": {
      get: { operationId: "one", parameters: [path("id", { type: "integer" })], ...answers(word) },
    },
    "/rooms/{id}": {
      get: { operationId: "room", parameters: [path("id", { enum: ["a"] })], ...answers(word) },
    },
    "/doors/{id}": { put: { operationId: "door", parameters: [path("id", word)], ...answers(word) } },
  });
  expect(result.problems).toMatchObject([
    {
      code: "ambiguous-path",
      pointer: "#/paths/~1zones~1{id}",
      message: expect.stringContaining("/{kind}/count"),
    },
  ]);
});

test("an operation that documents faults alone is named", () => {
  const result = modelOf({
    "/orders": { post: { operationId: "order", responses: { "405": { description: "No." } } } },
  });
  expect(result.problems).toMatchObject([{ code: "no-success", pointer: "#/paths/~1orders/post/responses" }]);
});

test("calls follow the tree of the paths", () => {
  expect(callsOf(built)).toEqual({
    "GET /libraries/{library_id}/book-shelves": "libraries.bookShelves.list(libraryID)",
    "POST /libraries/{library_id}/book-shelves": "libraries.bookShelves.create(libraryID)",
    "GET /libraries/{library_id}/book-shelves/{shelf_id}": "libraries.bookShelves.retrieve(shelfID)",
    "DELETE /libraries/{library_id}/book-shelves/{shelf_id}": "libraries.bookShelves.delete(shelfID)",
    "GET /libraries/{library_id}/book-shelves/{shelf_id}/books": "libraries.bookShelves.books.list(shelfID)",
    "POST /libraries/{library_id}/book-shelves/{shelf_id}/lock": "libraries.bookShelves.lock(shelfID)",
    "GET /libraries/{library_id}/settings": "libraries.settings.retrieve(libraryID)",
    "PUT /libraries/{library_id}/settings": "libraries.settings.replace(libraryID)",
  });
  expect(built.model.resources).toMatchObject([
    {
      name: "libraries",
      resources: [
        { path: ["libraries", "bookShelves"], resources: [{ name: "books" }] },
        { name: "settings" },
      ],
    },
  ]);
});

test("types are named after the singular of the node; a component keeps its name; nothing to give means no type", () => {
  expect(operationOf(built, "createShelf").call).toMatchObject({
    paramsType: "BookShelfCreateParams",
    responseType: "CreatedShelf",
  });
  expect(operationOf(built, "listBooks").call).toMatchObject({
    paramsType: "BookListParams",
    responseType: "BookListResponse",
  });
  expect(operationOf(built, "deleteShelf").call).not.toHaveProperty("responseType");
  expect(operationOf(built, "getSettings").call).not.toHaveProperty("paramsType");
});

test("a body with members stands in params, an open one is given whole", () => {
  expect(operationOf(built, "createShelf").call.body).toBe("members");
  expect(operationOf(built, "PUT /libraries/{library_id}/settings").call.body).toBe("whole");
});

test("parameters come by location, with the target's pointer and the names of the rule", () => {
  const { parameters } = operationOf(built, "listShelves");
  expect(parameters.path.map(({ name, argument }) => [name, argument])).toEqual([
    ["library_id", "library_id"],
  ]);
  expect(parameters.header).toMatchObject([
    {
      name: "X-Request-ID",
      argument: "xRequestID",
      enforcesFormat: true,
      pointer: "#/components/parameters/RequestID",
    },
  ]);
  expect(parameters.query.map(({ name, style, explode }) => [name, style, explode])).toContainEqual([
    "expand",
    "form",
    true,
  ]);
  expect(parameters.query[2]?.expands).toEqual([{ value: "owner", members: ["owner"] }]);
});

test("responses keep class statuses and the mark of an assumption", () => {
  const { responses } = operationOf(built, "listShelves");
  expect(responses.map(({ status, assumed }) => [status, assumed])).toEqual([
    ["200", false],
    ["4XX", true],
  ]);
  expect(responses[0]?.content[0]?.schema).toBe("#/components/schemas/ShelfPage");
});

test("lifecycles have roles, parents, identity and what the schemas declare", () => {
  const [shelves, books, settings] = built.model.lifecycles;
  expect(shelves).toMatchObject({
    resource: ["libraries", "bookShelves"],
    itemPath: "/libraries/{library_id}/book-shelves/{shelf_id}",
    parents: [{ kind: "tenant", parameter: "library_id" }],
    itemParameter: "shelf_id",
    identity: "id",
    representation: "#/components/schemas/Shelf",
    operations: { create: "createShelf", list: "listShelves", retrieve: "getShelf", delete: "deleteShelf" },
    managed: [
      { member: "id", changes: "create" },
      { member: "moved_at", changes: "update" },
    ],
    secrets: [{ member: "door_code", exchange: { scheme: "oauth2", clientID: "id" } }],
    unique: [["name"]],
  });
  expect(books?.parents).toEqual([
    { kind: "tenant", parameter: "library_id" },
    { kind: "lifecycle", parameter: "shelf_id", resource: ["libraries", "bookShelves"] },
  ]);
  expect(settings).toMatchObject({ collectionPath: "/libraries/{library_id}/settings" });
  expect(settings).not.toHaveProperty("itemPath");
});

const thingWith = (parameter: object, members: object): object => ({
  "/things/{thing_slug}": {
    parameters: [{ name: "thing_slug", in: "path", required: true, ...parameter }],
    get: answers({ type: "object", properties: members }),
  },
});

const identityOf = (paths: object): string | undefined => modelOf(paths).model.lifecycles[0]?.identity;

test("without a declaration, the identity is the member named like the parameter's last word, if the types agree", () => {
  const text = { schema: { type: "string" } };
  expect(identityOf(thingWith(text, { id: { type: "string" }, slug: { type: "string" } }))).toBe("slug");
  expect(identityOf(thingWith(text, { id: { type: "string" } }))).toBe("id");
  expect(identityOf(thingWith(text, { id: { type: "integer" } }))).toBeUndefined();
});

test("security, servers and tenant are read", () => {
  const { model } = built;
  expect(operationOf(built, "listShelves").security).toEqual([
    [{ scheme: "key", scopes: [] }],
    [{ scheme: "oauth2", scopes: ["read"] }],
  ]);
  expect(model.securitySchemes).toMatchObject([
    { kind: "apiKey", in: "header", parameter: "X-Key" },
    { kind: "oauth2", clientCredentials: { tokenUrl: "/token", scopes: ["read"] } },
  ]);
  expect(model.servers).toEqual([
    {
      url: "https://{region}.library.example/v1",
      variables: [{ name: "region", default: "eu", enum: ["eu", "us"] }],
    },
  ]);
  expect(model.tenant).toEqual({ parameter: "library_id", boundBy: "token", otherTenant: ["404", "403"] });
});

test("servers of an operation go before those of its path, and are absent where the document's hold", () => {
  const server = { url: "https://a.example" };
  const other = { url: "/b" };
  const result = modelOf({
    "/a": { servers: [server], get: answers({}), put: { ...answers({}), servers: [other, {}] } },
    "/b": { get: { ...answers({}), servers: [] } },
  });
  expect(result.model.operations.map(({ servers }) => servers?.map(({ url }) => url))).toEqual([
    [server.url],
    [other.url],
    undefined,
  ]);
  expect(faultsOf(result)).toEqual(["malformed #/paths/~1a/put/servers/1"]);
});

test("an operation that needs an undeclared scheme never looks open", () => {
  const result = modelOf({ "/a": { get: { ...answers({}), security: [{ ghost: [] }] } } });
  expect(result.model.operations[0]?.security).toEqual([[{ scheme: "ghost", scopes: [] }]]);
  expect(faultsOf(result)).toEqual(["unknown-security-scheme #/paths/~1a/get/security/0/ghost"]);
});

test("a repeated or missing operationId gives way to method and path", () => {
  const { model } = modelOf({
    "/a": { get: { operationId: "x", ...answers({}) } },
    "/b": { get: { operationId: "x", ...answers({}) } },
    "/c": { get: answers({}) },
  });
  expect(model.operations.map(({ id }) => id)).toEqual(["x", "GET /b", "GET /c"]);
});
