import { expect, test } from "vitest";
import type { NameOverrides } from "../src/index.ts";
import { isReservedMember } from "../src/names/reserved.ts";
import { answers, callsOf, faultsOf, modelOf } from "./helpers.ts";

const one = answers({ type: "object", properties: { id: { type: "string" } } });
const many = answers({ type: "array", items: { type: "string" } });

test("verbs follow from method and place", () => {
  const result = modelOf({
    "/pets": { get: many, post: one, put: one },
    "/pets/{id}": { get: one, patch: one, put: one, delete: one, post: one },
    "/pets/{id}/feed": { post: one },
    "/pets/{id}/owner": { get: one, delete: one },
    "/pets/{id}/toys": { post: one },
    "/pets/{id}/toys/{toy}": { get: one },
    "/status": { get: one, head: one },
    "/": { get: one },
  });
  expect(callsOf(result)).toEqual({
    "GET /pets": "pets.list()",
    "POST /pets": "pets.create()",
    "PUT /pets": "pets.put()",
    "GET /pets/{id}": "pets.retrieve(id)",
    "PATCH /pets/{id}": "pets.update(id)",
    "PUT /pets/{id}": "pets.replace(id)",
    "DELETE /pets/{id}": "pets.delete(id)",
    "POST /pets/{id}": "pets.post(id)",
    "POST /pets/{id}/feed": "pets.feed(id)",
    "GET /pets/{id}/owner": "pets.owner.retrieve(id)",
    "DELETE /pets/{id}/owner": "pets.owner.delete(id)",
    "POST /pets/{id}/toys": "pets.toys.create(id)",
    "GET /pets/{id}/toys/{toy}": "pets.toys.retrieve(toy)",
    "GET /status": "status.retrieve()",
    "HEAD /status": "status.head()",
    "GET /": "root.retrieve()",
  });
  const expected = new Set<string>(["undeclared-path-parameter", "content-of-head"]);
  expect(result.problems.filter(({ code }) => !expected.has(code))).toEqual([]);
});

const envelope = (name: string): object =>
  answers({ type: "object", properties: { [name]: { type: "array", items: {} } } });

test("a list is what is declared, an array, or an envelope of one", () => {
  const result = modelOf({
    "/a": { get: envelope("data") },
    "/big-dogs": { get: envelope("big_dogs") },
    "/c": { get: envelope("warnings") },
  });
  expect(Object.values(callsOf(result))).toEqual(["a.list()", "bigDogs.list()", "c.retrieve()"]);
});

test("x-specloom sets verb and node where the shape does not say", () => {
  const result = modelOf({
    "/account-requests": { "x-specloom": { resource: "accounts" }, post: one },
    "/search": { post: { ...many, "x-specloom": { verb: "list" } } },
  });
  expect(Object.values(callsOf(result))).toEqual(["accounts.create()", "search.list()"]);
  expect(result.model.lifecycles[0]).toMatchObject({
    resource: ["accounts"],
    collectionPath: "/account-requests",
  });
});

test("reserved names get a trailing underscore, with a problem", () => {
  const result = modelOf({
    "/constructor": { get: one },
    "/paths": { get: one },
    "/a/{id}/then": { post: one },
    "/b/{id}/open": { post: one },
    "/b/open/logs": { get: many },
  });
  expect(Object.values(callsOf(result))).toEqual([
    "constructor_.retrieve()",
    "paths_.retrieve()",
    "a.then_(id)",
    "b.open(id)",
    "b.open_.logs.list()",
  ]);
  expect(faultsOf(result).filter((fault) => fault.startsWith("reserved-name"))).toEqual([
    "reserved-name #/paths/~1constructor/get",
    "reserved-name #/paths/~1paths/get",
    "reserved-name #/paths/~1a~1{id}~1then/post",
    "reserved-name #/paths/~1b~1open~1logs/get",
  ]);
});

test("no resource hides a member that every client has; deeper down they are free", () => {
  const members = ["paths", "withOptions", "request", "options", "use", "eject"];
  const paths = members.flatMap((name) => [`/${name}`, `/shops/{id}/${name}`]);
  const result = modelOf(Object.fromEntries(paths.map((path) => [path, { get: many }])));
  expect(Object.values(callsOf(result))).toEqual(
    members.flatMap((name) => [`${name}_.list()`, `shops.${name}.list(id)`]),
  );
  // The rule itself says `baseURL`, a person may say otherwise.
  expect(isReservedMember("baseUrl", [])).toBe(true);
});

test("a clash of methods or types is resolved and reported", () => {
  const result = modelOf(
    {
      "/orgs/{org}/members": { get: many },
      "/members": { get: { ...many, parameters: [{ name: "q", in: "query", schema: {} }] } },
      "/teams/{team}/members": { get: many },
      "/users/{id}": { get: one },
      "/users/by/{name}": { get: one },
      "/users/{id}/by": { get: one },
    },
    {
      components: {
        schemas: { MemberListResponse: { type: "string" }, Record: {}, "member-list-response": {} },
      },
    },
  );
  expect(result.model.operations.map(({ call }) => call.responseType)).toEqual([
    "OrgMemberListResponse",
    "MemberListResponse2",
    "TeamMemberListResponse",
    "UserRetrieveResponse",
    "ByRetrieveResponse",
    "ByRetrieveByIDResponse",
  ]);
  expect(result.model.components.map(({ typeName }) => typeName)).toEqual([
    "MemberListResponse",
    "Record_",
    "MemberListResponseSchema",
  ]);
  expect(callsOf(result)["GET /users/{id}/by"]).toBe("users.by.retrieveByID(id)");
  expect(new Set(result.problems.map(({ code }) => code))).toEqual(
    new Set(["ambiguous-path", "name-clash", "reserved-name", "undeclared-path-parameter"]),
  );
});

test("names set by a person win, and one for nothing is a problem", () => {
  const overrides: NameOverrides = {
    dropPathPrefix: "/v1",
    operations: { "GET /v1/data": { resource: ["stats"], method: "all" }, "GET /v1/gone": { method: "x" } },
    schemas: { thing: "Item" },
    singular: { data: "datum" },
  };
  const paths = { "/v1/data": { get: many, post: one }, "/v1x": { get: one } };
  const result = modelOf(paths, { components: { schemas: { thing: {} } } }, { overrides });
  expect(callsOf(result)).toEqual({
    "GET /v1/data": "stats.all()",
    "POST /v1/data": "data.create()",
    "GET /v1x": "v1x.retrieve()",
  });
  expect(result.model.operations[1]?.call.responseType).toBe("DatumCreateResponse");
  expect(result.model.components[0]?.typeName).toBe("Item");
  expect(faultsOf(result)).toEqual(["unknown-override #/paths"]);
});

const itemPath = (name: string): object => ({
  [`/a/{${name}}`]: { get: { ...one, parameters: [{ name, in: "path", required: true, schema: {} }] } },
});

const positionalOf = (name: string): string | undefined =>
  modelOf(itemPath(name)).model.operations[0]?.call.positional?.argument;

test("an argument never is a word of the language or the name of its neighbours", () => {
  expect(["class", "params", "options", "1st"].map(positionalOf)).toEqual([
    "class_",
    "params_",
    "options_",
    "_1st",
  ]);
});
