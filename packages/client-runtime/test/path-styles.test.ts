import { expect, test } from "vitest";
import { isPathError, styledPath, type PathStyle } from "../src/index.ts";

const list = ["a b", "c/d"];
const object = { r: 1, "g;": "x=y", none: undefined };

test.each<[unknown, PathStyle, string]>([
  ["a b", { style: "label" }, ".a%20b"],
  [list, { style: "label" }, ".a%20b,c%2Fd"],
  [list, { style: "label", explode: true }, ".a%20b.c%2Fd"],
  [object, { style: "label" }, ".r,1,g%3B,x%3Dy"],
  [object, { style: "label", explode: true }, ".r=1.g%3B=x%3Dy"],
  [0, { style: "matrix" }, ";p=0"],
  [0, { style: "matrix", explode: true }, ";p=0"],
  [list, { style: "matrix" }, ";p=a%20b,c%2Fd"],
  [list, { style: "matrix", explode: true }, ";p=a%20b;p=c%2Fd"],
  [object, { style: "matrix" }, ";p=r,1,g%3B,x%3Dy"],
  [object, { style: "matrix", explode: true }, ";r=1;g%3B=x%3Dy"],
  [object, {}, "r,1,g%3B,x%3Dy"],
  [object, { explode: true }, "r=1,g%3B=x%3Dy"],
  [{ a: ["{id}"] }, { style: "json" }, "%7B%22a%22%3A%5B%22%7Bid%7D%22%5D%7D"],
  ["a", { style: "json" }, "%22a%22"],
])("%j in style %j", (value, style, expected) => {
  const write = styledPath({ p: style });
  expect(write("https://x.example/v1/{p}/of/{id}", { p: value, id: "$&" })).toBe(
    `https://x.example/v1/${expected}/of/%24%26`,
  );
});

test.each<[unknown, PathStyle]>([
  [".", { style: "label" }],
  ["", { style: "label" }],
  [undefined, { style: "matrix" }],
  [undefined, { style: "json" }],
  [[], { style: "matrix" }],
  [["a", ""], { style: "label" }],
  [[{}], {}],
  [{}, {}],
  [null, { style: "matrix", explode: true }],
  ["\uD800", { style: "label" }],
])("%j in style %j is refused", (value, style) => {
  const write = (): string => styledPath({ p: style })("https://x.example/{p}", { p: value });
  expect(write).toThrow(expect.toSatisfy(isPathError));
  expect(write).toThrow("{p}");
});
