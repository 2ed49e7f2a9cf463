import { expect, test } from "vitest";
import { camelCase, pascalCase, singularOf } from "../src/index.ts";

test.each([
  ["service_account_id", "serviceAccountID"],
  ["X-Client-Request-ID", "xClientRequestID"],
  ["id", "id"],
  ["userID", "userID"],
  ["HTTPServerURL", "httpServerURL"],
  ["v2Beta", "v2Beta"],
  ["per page", "perPage"],
  ["2fa", "_2fa"],
  ["straße_größe", "straßeGröße"],
  ["データ-id", "データID"],
  ["---", "unnamed"],
  ["", "unnamed"],
  ["__proto__", "proto"],
])("%s is %s in camelCase", (name, expected) => {
  expect(camelCase(name)).toBe(expected);
});

test.each([
  ["simple-user", "SimpleUser"],
  ["OAuthToken", "OAuthToken"],
  ["page_info_url", "PageInfoURL"],
  ["3d-model", "_3dModel"],
])("%s is %s as a type", (name, expected) => {
  expect(pascalCase(name)).toBe(expected);
});

test.each([
  ["accounts", "account"],
  ["policies", "policy"],
  ["addresses", "address"],
  ["branches", "branch"],
  ["caches", "cache"],
  ["boxes", "box"],
  ["statuses", "status"],
  ["responses", "response"],
  ["databases", "database"],
  ["causes", "cause"],
  ["movies", "movie"],
  ["people", "person"],
  ["indices", "index"],
  ["access", "access"],
  ["status", "status"],
  ["analysis", "analysis"],
  ["dns", "dns"],
  ["data", "data"],
])("the singular of %s is %s", (plural, expected) => {
  expect(singularOf(plural)).toBe(expected);
});

test("a singular that is set wins", () => {
  expect(singularOf("data", { data: "datum" })).toBe("datum");
});
