import { expect, test } from "vitest";
import type { Pagination } from "../src/index.ts";
import { answers, faultsOf, modelOf } from "./helpers.ts";

const answer = {
  type: "object",
  properties: {
    items: { type: "array", items: {} },
    page: { allOf: [{ $ref: "#/components/schemas/Page" }] },
    total: { type: "integer" },
  },
};
const components = {
  components: { schemas: { Page: { type: "object", properties: { end: { type: ["string", "null"] } } } } },
};

function paginationOf(declared: object): { pagination: Pagination | undefined; faults: string[] } {
  const parameters = ["after", "limit", "page", "offset"].map((name) => ({ name, in: "query", schema: {} }));
  const result = modelOf(
    { "/a": { get: { ...answers(answer), parameters, "x-specloom": { pagination: declared } } } },
    components,
  );
  return {
    pagination: result.model.operations[0]?.pagination,
    faults: result.problems.map(({ message }) => message),
  };
}

test.each([
  [
    { style: "cursor", items: "/items", limit: "limit", next: { parameter: "after", cursor: "/page/end" } },
    "cursor",
  ],
  [{ style: "page", items: "/items", page: "page", total: "/total" }, "page"],
  [{ style: "offset", items: "/items", offset: "offset", limit: "limit" }, "offset"],
  [{ style: "link", items: "/items" }, "link"],
])("a declaration that agrees with the schemas is kept: %o", (declared, kind) => {
  const { style: _style, ...rest } = declared;
  expect(paginationOf(declared)).toMatchObject({ pagination: { kind, ...rest }, faults: [] });
});

test.each([
  [{ style: "page", items: "/items", page: "p" }, 'The operation has no query parameter "p".'],
  [{ style: "page", items: "/rows", page: "page" }, "The answer's schema has nothing at /rows."],
  [{ style: "page", items: "/page", page: "page" }, "What stands at /page is no array."],
  [
    { style: "offset", items: "/items", offset: "offset", total: "/count" },
    "The answer's schema has nothing at /count.",
  ],
  [
    { style: "cursor", items: "/items", next: { parameter: "after", cursor: "/page/last" } },
    "The answer's schema has nothing at /page/last.",
  ],
])("one that does not is left out: %o", (declared, message) => {
  expect(paginationOf(declared)).toEqual({ pagination: undefined, faults: [message] });
});

test("an answer without a JSON schema has nothing to page through", () => {
  const get = {
    responses: { 200: { description: "" } },
    "x-specloom": { pagination: { style: "link", items: "" } },
  };
  expect(faultsOf(modelOf({ "/a": { get } }))).toEqual([
    "x-specloom-pagination #/paths/~1a/get/x-specloom/pagination",
  ]);
});
