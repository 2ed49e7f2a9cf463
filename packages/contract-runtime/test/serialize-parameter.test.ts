import type { Json, Parameter } from "@specloom/api-model";
import { describe, expect, test } from "vitest";
import { serializePath, serializePlain, serializeQuery } from "../src/exchange/serialize-parameter.ts";

function parameter(style: Parameter["style"], explode: boolean, extra: Partial<Parameter> = {}): Parameter {
  return {
    kind: "parameter",
    pointer: "#",
    in: "query",
    name: "color",
    argument: "color",
    required: false,
    deprecated: false,
    schema: "#",
    style,
    explode,
    allowReserved: false,
    enforcesFormat: false,
    expands: [],
    examples: [],
    ...extra,
  };
}

const list = ["blue", "black"];
const object = { R: 100, G: 200 };

describe("parameters are written as OpenAPI 3.1, section 4.8.12.4, shows them", () => {
  const paths: readonly (readonly [Parameter["style"], boolean, Json, string])[] = [
    ["simple", false, "a/b ü", "a%2Fb%20%C3%BC"],
    ["simple", false, list, "blue,black"],
    ["simple", false, object, "R,100,G,200"],
    ["simple", true, object, "R=100,G=200"],
    ["label", false, list, ".blue,black"],
    ["label", true, list, ".blue.black"],
    ["label", true, object, ".R=100.G=200"],
    ["matrix", false, "blue", ";color=blue"],
    ["matrix", false, list, ";color=blue,black"],
    ["matrix", true, list, ";color=blue;color=black"],
    ["matrix", true, object, ";R=100;G=200"],
  ];
  test.each(paths)("path, %s, explode %s, %j", (...[style, explode, value, text]) => {
    expect(serializePath(parameter(style, explode), value)).toBe(text);
  });

  const queries: readonly (readonly [Parameter["style"], boolean, Json, string])[] = [
    ["form", true, list, "color=blue&color=black"],
    ["form", false, list, "color=blue,black"],
    ["form", true, object, "R=100&G=200"],
    ["form", false, object, "color=R,100,G,200"],
    ["spaceDelimited", false, list, "color=blue%20black"],
    ["pipeDelimited", false, list, "color=blue%7Cblack"],
    ["deepObject", true, object, "color[R]=100&color[G]=200"],
    ["form", true, "a&b=c", "color=a%26b%3Dc"],
  ];
  test.each(queries)("query, %s, explode %s, %j", (...[style, explode, value, text]) => {
    const pairs = serializeQuery(parameter(style, explode), value);
    expect(pairs.map((pair) => pair.join("=")).join("&")).toBe(text);
  });

  test("reserved characters stay where the document allows them, but never those that end a value", () => {
    expect(serializeQuery(parameter("form", true, { allowReserved: true }), "/a?b&c#d")).toEqual([
      ["color", "/a?b%26c%23d"],
    ]);
  });

  const cookies: readonly (readonly [Parameter["style"], boolean, Json, string])[] = [
    ["form", true, "a; b", "a%3B%20b"],
    ["form", true, list, "blue,black"],
    ["form", true, object, "R=100,G=200"],
    ["form", false, object, "R,100,G,200"],
    ["cookie", true, "a b", "a b"],
  ];
  test.each(cookies)("cookie, %s, explode %s, %j", (...[style, explode, value, text]) => {
    expect(serializePlain(parameter(style, explode, { in: "cookie" }), value)).toBe(text);
  });

  test("a media type instead of a style is JSON", () => {
    expect(serializePlain(parameter("simple", false, { mediaType: "application/json" }), object)).toBe(
      '{"R":100,"G":200}',
    );
  });
});
