import { expect, test } from "vitest";
import { styledQuery, type QueryStyle } from "../src/index.ts";
import { writeQuery } from "../src/query.ts";

const list = ["a b", "c&d"];
const object = { r: 1, "g&": "x y", none: undefined };

test.each<[unknown, QueryStyle, string]>([
  ["a b", {}, "p=a%20b"],
  [0, {}, "p=0"],
  [false, {}, "p=false"],
  [list, {}, "p=a%20b&p=c%26d"],
  [list, { explode: false }, "p=a%20b,c%26d"],
  [list, { style: "spaceDelimited" }, "p=a%20b%20c%26d"],
  [list, { style: "pipeDelimited" }, "p=a%20b%7Cc%26d"],
  [list, { style: "pipeDelimited", explode: true }, "p=a%20b&p=c%26d"],
  [object, {}, "r=1&g%26=x%20y"],
  [object, { explode: false }, "p=r,1,g%26,x%20y"],
  [object, { style: "deepObject" }, "p%5Br%5D=1&p%5Bg%26%5D=x%20y"],
  [{ deep: { x: [1] } }, { style: "deepObject" }, "p%5Bdeep%5D=%7B%22x%22%3A%5B1%5D%7D"],
  ["a/b?c=d&e#f+g", { allowReserved: true }, "p=a/b?c=d%26e%23f%2Bg"],
  [undefined, {}, ""],
  [null, {}, ""],
  [[], {}, ""],
])("%j in style %j", (value, style, expected) => {
  expect(styledQuery({ p: style })({ p: value })).toBe(expected);
});

test.each<[unknown, string]>([
  ["a b", "p=a%20b"],
  [list, "p=a%20b&p=c%26d"],
  [object, "r=1&g%26=x%20y"],
  [{ deep: { x: [1] } }, "deep=%7B%22x%22%3A%5B1%5D%7D"],
  [new Date(0), "p=1970-01-01T00%3A00%3A00.000Z"],
  [[new Date(0)], "p=1970-01-01T00%3A00%3A00.000Z"],
  [undefined, ""],
  [null, ""],
  [[], ""],
])("%j without a style", (value, expected) => {
  for (const write of [styledQuery({}), writeQuery]) expect(write({ p: value })).toBe(expected);
});

test("names are encoded and do not reach into prototypes", () => {
  for (const write of [styledQuery({}), writeQuery]) {
    expect(write({ "a&b[]": 1, constructor: ["x", "y"] })).toBe("a%26b%5B%5D=1&constructor=x&constructor=y");
  }
});
