// A hostile document: every position that takes text, crossed with every payload. Whatever comes out parses, and holds
// declarations, data and known calls only: no payload outside a string, a comment, or a name made harmless.
import type { Document } from "@specloom/api-model";
import ts from "typescript";
import { describe, expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitDocument } from "./emit-sample.ts";

const PAYLOADS = {
  "end of a comment": "*/ pwned() /*",
  "double quote": 'x"; pwned(); "',
  "single quote": "x'; pwned(); '",
  template: "`${pwned()}`",
  "line separators": "x\u2028pwned()\u2029pwned()\npwned()\rpwned()",
  prototype: "__proto__",
  constructor: "constructor",
  thenable: "then",
  "reserved word": "default",
  "bidi and controls": "\u202E pwned() \u202C\u0000\u001B[31m\u0085",
  traversal: "../../../pwned",
  "drive path": "C:\\pwned\\..\\x",
  "device name": "con",
  backslash: "pwned\\",
  "interface end": "}; pwned(); interface X {",
  directive: "@ts-nocheck",
  "many letters": "x".repeat(70_000),
} as const;

describe.each(Object.entries(PAYLOADS))("with %s everywhere", (_name, payload) => {
  it("nothing of the document becomes code", async () => {
    const { files, problems } = await emitDocument(hostileDocument(payload));
    expect(problems.filter(({ severity }) => severity === "fatal")).toEqual([]);
    const all = Object.values(files).flat();
    for (const { path, text } of all) {
      expect(path).toMatch(/^[a-z0-9][a-z0-9./-]*\.(ts|json)$/);
      expect(path).not.toContain("..");
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }
    const code = all.filter(({ path }) => path.endsWith(".ts"));
    expect(code.flatMap(({ path, text }) => strangers(path, text))).toEqual([]);
    expect(compile(files)).toEqual([]);
  });

  it("comes out the same twice", async () => {
    const [first, second] = [
      await emitDocument(hostileDocument(payload)),
      await emitDocument(hostileDocument(payload)),
    ];
    expect(second.files).toEqual(first.files);
  });
});

/** Calls that generated code makes, by their callee. */
const CALLS = new Set([
  "defineResource",
  "defineClient",
  "definePathClient",
  "JSON.parse",
  "contractSuite",
  "runContractCommand",
]);

/** Nodes of a file that generated code never has. */
function strangers(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  const found = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  const visit = (node: ts.Node): void => {
    if (isStranger(node)) found.push(`${ts.SyntaxKind[node.kind]} ${node.getText().slice(0, 100)}`);
    ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) {
    if (!isKnownStatement(statement)) found.push(statement.getText().slice(0, 100));
    visit(statement);
  }
  return found;
}

function isKnownStatement(node: ts.Statement): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isVariableStatement(node) ||
    ts.isExpressionStatement(node)
  );
}

function isStranger(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return !CALLS.has(node.expression.getText());
  if (ts.isNewExpression(node)) return node.getText() !== 'new URL("./suites/", import.meta.url)';
  if (ts.isTaggedTemplateExpression(node))
    return node.tag.getText() !== "String.raw" || ts.isTemplateExpression(node.template);
  return (
    (ts.isFunctionLike(node) && ts.isFunctionExpression(node)) ||
    ts.isArrowFunction(node) ||
    ts.isClassLike(node)
  );
}

/** A document in which the text stands wherever a document takes text. */
function hostileDocument(text: string): Document {
  const schema = {
    type: "object",
    title: text,
    description: text,
    required: [text],
    properties: {
      [text]: {
        type: "string",
        description: text,
        format: text,
        pattern: text,
        default: text,
        deprecated: true,
      },
      choice: {
        type: "string",
        enum: [text, "other"],
        "x-enum-descriptions": [text, text],
        "x-enum-varnames": [text, text],
      },
      fixed: { const: { [text]: [text] } },
      map: {
        type: "object",
        additionalProperties: { $ref: "#/components/schemas/Plain" },
        example: { [text]: text },
      },
    },
    discriminator: { propertyName: text, mapping: { [text]: "#/components/schemas/Plain" } },
    externalDocs: { url: text, description: text },
  };
  const parameter = (place: string) => ({
    name: text,
    in: place,
    description: text,
    schema: { type: "string", enum: [text, "b"] },
  });
  const content = {
    [text]: { schema: { type: "string", description: text }, example: text },
    "application/json": { schema },
  };
  const operation = {
    operationId: text,
    summary: text,
    description: text,
    tags: [text],
    parameters: [parameter("query"), parameter("header"), parameter("cookie")],
    requestBody: { description: text, required: true, content },
    responses: {
      "200": {
        description: text,
        headers: { [text]: { description: text, schema: { type: "string" } } },
        content,
      },
      default: { description: text },
    },
    security: [{ [text]: [text] }],
    "x-specloom": { pagination: text, [text]: text },
  };
  return {
    openapi: "3.1.0",
    info: { title: text, version: text, description: text },
    servers: [
      {
        url: `https://example.com/{${text}}`,
        description: text,
        variables: { [text]: { default: text, description: text } },
      },
    ],
    tags: [{ name: text, description: text }],
    paths: {
      [`/${text}`]: {
        get: { ...operation, operationId: `${text}2`, requestBody: undefined },
        post: operation,
      },
      "/things/{id}": {
        get: {
          responses: { "200": { description: text, content } },
          parameters: [{ ...parameter("path"), name: "id", required: true }],
        },
      },
    },
    components: {
      schemas: {
        [text]: schema,
        Plain: { type: "object", properties: { [text]: { $ref: "#/components/schemas/Plain" } } },
      },
      securitySchemes: { [text]: { type: "apiKey", in: "header", name: text, description: text } },
    },
    "x-specloom": { tenant: text },
  } as unknown as Document;
}
