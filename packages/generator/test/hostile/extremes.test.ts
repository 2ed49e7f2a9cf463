// Values that are hostile by their size or shape, not by their text: numbers at the edge, patterns, and files that unfold.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadDocument, type Document } from "@specloom/api-model";
import { describe, expect, it, onTestFinished } from "vitest";

import { compile } from "../compile.ts";
import { emitDocument } from "../emit-sample.ts";
import { strangers } from "./strangers.ts";

function documentOf(schemas: object): Document {
  const [name = ""] = Object.keys(schemas);
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
  return {
    openapi: "3.1.0",
    info: { title: "Edges", version: "1" },
    paths: {
      "/things": {
        get: { operationId: "list", responses: { "200": { description: "", content } } },
        post: {
          operationId: "create",
          requestBody: { content },
          responses: { "201": { description: "", content } },
        },
      },
    },
    components: { schemas },
  } as unknown as Document;
}

const NUMBERS = [
  0,
  -0,
  5e-324,
  1.7976931348623157e308,
  2 ** 53 + 1,
  -1e21,
  1e-7,
  Number("1e400"),
  Number.NaN,
];

/** 64 kB, which no name has by accident. */
const LONG = "x".repeat(65_536);

const CASES: Readonly<Record<string, Document>> = {
  "numbers at the edge": documentOf({
    Thing: {
      type: "object",
      properties: Object.fromEntries(
        NUMBERS.map((number, index) => [
          `m${index}`,
          {
            type: "number",
            minimum: number,
            maximum: number,
            multipleOf: number,
            minLength: number,
            maxItems: number,
            default: number,
            example: number,
            enum: [number],
          },
        ]),
      ),
      minProperties: 2 ** 53,
    },
  }),
  "a name without end": documentOf({
    [LONG]: { type: "object", properties: { [LONG]: { type: "string" } } },
  }),
  "patterns that never end, and that are none": documentOf({
    Thing: {
      type: "object",
      properties: Object.fromEntries(
        ["^(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x{1,1000}){1,1000}", "[", "(?<!", "\\", "(?=a)*"].map(
          (pattern, index) => [`p${index}`, { type: "string", pattern }],
        ),
      ),
    },
  }),
};

describe.each(Object.entries(CASES))("%s", (_what, document) => {
  it("generate, compile, and become no code", async () => {
    const { files } = await emitDocument(document);
    const code = Object.values(files)
      .flat()
      .filter(({ path }) => path.endsWith(".ts"));
    expect(code.flatMap(({ path, text }) => strangers(path, text))).toEqual([]);
    expect(compile(files)).toEqual([]);
  });
});

describe("a file that unfolds without end", () => {
  const head = "openapi: 3.1.0\ninfo: { title: Bomb, version: 1.0.0 }\n";
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    "aliases that multiply each other": [
      `${head}x-0: &a0 [lol]\n${Array.from({ length: 12 }, (_, index) => level(index)).join("")}paths: {}\n`,
      "too-large",
    ],
    "an alias that leads to itself": [`${head}paths: &a\n  /a: *a\n`, "too-deep"],
    "brackets upon brackets": [
      `${head}paths: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
      "not-yaml-or-json",
    ],
  };
  it.each(Object.entries(texts))("%s: is refused with its reason", async (_what, [text, code]) => {
    const folder = await mkdtemp(join(tmpdir(), "specloom-bomb-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "openapi.yaml"), text);
    const { document, problems } = await loadDocument(join(folder, "openapi.yaml"));
    expect(document).toBeUndefined();
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});

/** Ten times the level before it. */
function level(index: number): string {
  return `x-${index + 1}: &a${index + 1} [${`*a${index},`.repeat(10)}]\n`;
}
