// A hostile document: every position that takes text, crossed with every payload. Whatever comes out parses, and holds
// declarations, data and known calls only: no payload outside a string, a comment, or a name made harmless.
import ts from "typescript";
import { describe, expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitDocument } from "./emit-sample.ts";
import { hostileDocument, PAYLOADS } from "./hostile-document.ts";

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
  "apiKeyAuth",
  "JSON.parse",
  "contractSuite",
  "contractTests",
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
