// Validators of answers: closed files that compile, check by the schemas as written, and hold no code of the document.
import type { Document } from "@specloom/api-model";
import ts from "typescript";
import { describe, expect, it, onTestFinished } from "vitest";

import { FORMATS } from "../src/emit/validation/compile-validators.ts";
import { closeCode } from "../src/emit/validation/close-code.ts";
import { compile } from "./compile.ts";
import { emitDocument, emitSample, type EmittedSample } from "./emit-sample.ts";
import { hostileDocument } from "./hostile/document.ts";
import { PAYLOADS } from "./hostile/payloads.ts";

type Validator = ((value: unknown) => boolean) & {
  readonly errors?: readonly { readonly instancePath: string; readonly message: string }[] | null;
};
type Validators = Record<string, Record<string, Validator>>;
const helpers = {
  equal: (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other),
  length: (text: string) => Array.from(text).length,
  formats: Object.fromEntries(FORMATS.map((name) => [name, () => true])),
};

/** Every file of validators, run from a place where nothing can be imported. */
async function runValidators({ files }: EmittedSample): Promise<Validators> {
  const texts = files.client.filter(({ path }) => /^(?:all-)?validators\b/.test(path));
  const all: Validators = {};
  for (const { text } of texts) {
    expect(text).not.toMatch(/^\s*import\b|\bimport\s*\(|\brequire\s*\(/m);
    const { outputText, diagnostics } = ts.transpileModule(text, {
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
    });
    expect(diagnostics).toEqual([]);
    const url = `data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`;
    const loaded = (await import(url)) as { validators: (given: typeof helpers) => Validators };
    Object.assign(all, loaded.validators(helpers));
  }
  return all;
}

/** A document of `count` resources whose answers all reach all of its `count` schemas. */
function entangled(count: number): Document {
  const ref = (index: number): object => ({ $ref: `#/components/schemas/S${index % count}` });
  const indices = Array.from({ length: count }, (_, index) => index);
  const path = (index: number): [string, object] => [
    `/things-${index}`,
    {
      get: {
        operationId: `get${index}`,
        responses: { 200: { description: "d", content: { "application/json": { schema: ref(index) } } } },
      },
    },
  ];
  const schema = (index: number): [string, object] => [
    `S${index}`,
    {
      type: "object",
      required: ["next"],
      properties: { next: { anyOf: [{ type: "null" }, ref(index + 1)] } },
    },
  ];
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: Object.fromEntries(indices.map(path)),
    components: { schemas: Object.fromEntries(indices.map(schema)) },
  } as unknown as Document;
}

describe("validators", () => {
  it.each([
    [4, 4],
    [12, 1],
  ])("of %i resources that all reach the same schemas stand in %i files", async (count, files) => {
    const sample = await emitDocument(entangled(count), { validation: true });
    const paths = sample.files.client.map(({ path }) => path);
    const written = paths.filter((path) => /^(validators\/.*|all-validators\.ts)$/.test(path));
    expect(written).toHaveLength(files);
    expect(compile(sample.files)).toEqual([]);
    const validators = await runValidators(sample);
    expect(Object.keys(validators)).toHaveLength(count);
    expect(validators["GET /things-1"]!["200"]!({ next: { next: null } })).toBe(true);
    expect(validators["GET /things-1"]!["200"]!({ next: { next: 1 } })).toBe(false);
  });

  it.each(["calls", "library", "shapes"])("of the sample %s compile, and none is left out", async (name) => {
    const sample = await emitSample(name, { validation: true });
    expect(sample.problems.filter(({ message }) => message.includes("not validated"))).toEqual([]);
    expect(compile(sample.files)).toEqual([]);
  });

  it("check by status, follow references, and say where what is wrong", async () => {
    const { "GET /books": list, "GET /books/{book_id}": retrieve } = await runValidators(
      await emitSample("library", { validation: true }),
    );
    const book = { id: 1, title: "T", genre: "novel" };
    expect(list!["200"]!({ items: [book], next: null })).toBe(true);
    expect(list!["200"]!({ items: [book, { ...book, title: "" }, { ...book, id: "1" }] })).toBe(false);
    expect(list!["200"]!.errors?.map(({ instancePath }) => instancePath)).toEqual([
      "/items/1/title",
      "/items/2/id",
    ]);
    expect(retrieve!["404"]!({ message: "gone" })).toBe(true);
    expect(retrieve!["404"]!({})).toBe(false);
    expect(Object.keys(list!).toSorted()).toEqual(["200", "default"]);
  });

  it("ask for no member that is only written, and see none that is inherited", async () => {
    const schema = {
      type: "object",
      required: ["id", "password", "constructor"],
      properties: {
        id: { type: "integer", exclusiveMinimum: true, minimum: 0 },
        password: { type: "string", writeOnly: true },
        constructor: { type: "string", nullable: true },
      },
    };
    const validate = await validatorOf(schema);
    expect(validate({ id: 1, constructor: null })).toBe(true);
    expect(validate({ id: 1 })).toBe(false);
    expect(validate({ id: 0, constructor: "c" })).toBe(false);
  });

  it("are one file a resource, loaded when an operation of it is first called", async () => {
    const { files } = await emitSample("library", { validation: true });
    const paths = files.client.map(({ path }) => path).filter((path) => path.startsWith("validat"));
    expect(paths).toEqual(["validators/books.ts", "validators/books/copies.ts", "validate.ts"]);
    const entry = files.client.find(({ path }) => path === "validate.ts")?.text;
    expect(entry).toContain('"GET /books/{book_id}": () => import("./validators/books.ts")');
  });

  it("are made of a schema with a name that is no type, which says nothing", async () => {
    const properties = { at: { type: "date" }, days: { type: ["day", "null"] } };
    const { problems } = await emitDocument(documentOf({ type: "object", properties }), { validation: true });
    expect(problems.filter(({ code }) => code === "unsupported-in-client")).toEqual([]);
  });

  it("are left out, with a problem, where a schema cannot be compiled", async () => {
    const { problems, files } = await emitDocument(
      documentOf({ type: "object", properties: { "\uD800": { type: "string" } } }),
      {
        validation: true,
      },
    );
    expect(problems).toMatchObject([{ code: "unsupported-in-client", severity: "degraded" }]);
    expect(files.client.map(({ path }) => path)).not.toContain("validators/things.ts");
  });
});

// Ajv addresses schemas by URI, which half a character cannot stand in: answers there are reported as not validated.
const addressable = Object.entries(PAYLOADS).filter(([, payload]) => payload.isWellFormed());

describe.each(addressable)("validators with %s everywhere", (_name, payload) => {
  it("run nothing of the document", async () => {
    let ran = 0;
    Object.assign(globalThis, { pwned: () => ran++ });
    onTestFinished(() => void Reflect.deleteProperty(globalThis, "pwned"));
    const sample = await emitDocument(hostileDocument(payload), { validation: true });
    expect(sample.problems.filter(({ message }) => message.includes("not validated"))).toEqual([]);
    for (const { text } of sample.files.client) expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
    const validators = await runValidators(sample);
    const answer = { [payload]: payload, choice: "other", fixed: { [payload]: [payload] }, map: {} };
    for (const validate of Object.values(validators).flatMap((statuses) => Object.values(statuses)))
      validate(answer);
    expect(Object.keys(validators).length).toBeGreaterThan(0);
    expect(ran).toBe(0);
  });
});

describe("what Ajv printed is refused", () => {
  it.each([
    ["a call at the top", "pwned();", "there is a ExpressionStatement"],
    ["a name from outside", "const schema1 = pwned; function validate1(){ return schema1 }", "it uses pwned"],
    ["a helper that is not known", 'const func1 = require("x"); func1()', "it uses require"],
    ["an import", 'import "x";', "there is a ImportDeclaration"],
    ["what does not parse", "function (", "it does not parse"],
  ])("if it holds %s", async (_what, text, fault) => {
    expect((await closeCode(text)).faults).toContain(fault);
  });
});

function documentOf(schema: object): Document {
  const content = { "application/json": { schema } };
  return {
    openapi: "3.0.3",
    info: { title: "Things", version: "1" },
    paths: { "/things": { get: { responses: { "200": { description: "", content } } } } },
  } as unknown as Document;
}

async function validatorOf(schema: object): Promise<Validator> {
  const validators = await runValidators(await emitDocument(documentOf(schema), { validation: true }));
  return validators["GET /things"]!["200"]!;
}
