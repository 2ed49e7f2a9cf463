import { expect, test } from "vitest";
import { findResponse, isJsonMediaType, joinPointer, resolvePointer, statusMatches } from "../src/index.ts";
import { documentOf, modelOf } from "./helpers.ts";

test("the exact status wins over its class, and that over default", () => {
  const responses = { default: { description: "d" }, "4XX": { description: "c" }, 404: { description: "e" } };
  const [operation] = modelOf({ "/a": { get: { responses } } }).model.operations;
  const find = (status: number): string | undefined =>
    operation && findResponse(operation, status)?.description;
  expect([find(404), find(409), find(500)]).toEqual(["e", "c", "d"]);
});

test("a status outside all documented ones has no response", () => {
  const [operation] = modelOf({ "/a": { get: { responses: { 200: { description: "" } } } } }).model
    .operations;
  expect(operation && findResponse(operation, 201)).toBeUndefined();
  expect(statusMatches("2XX", 302)).toBe(false);
});

test.each([
  ["application/json", true],
  ["Application/JSON; charset=utf-8", true],
  ["application/problem+json", true],
  ["application/json-seq", false],
  ["application/jsonl", false],
  ["*/*", false],
])("%s is JSON: %s", (mediaType, expected) => {
  expect(isJsonMediaType(mediaType)).toBe(expected);
});

test("pointers reach through escapes, arrays and references, and no prototype", () => {
  const document = documentOf(
    { "/a b": { get: { tags: ["x"] } } },
    { components: { pathItems: { Item: { $ref: "#/paths/~1a%20b" } } } },
  );
  expect(resolvePointer(document, joinPointer("#/paths", "/a b", "get", "tags", 0))).toBe("x");
  expect(resolvePointer(document, "#/components/pathItems/Item/get/tags/0")).toBe("x");
  expect(resolvePointer(document, "#/constructor")).toBeUndefined();
  expect(resolvePointer(document, "#/paths/~1a b/get/tags/length")).toBeUndefined();
});
