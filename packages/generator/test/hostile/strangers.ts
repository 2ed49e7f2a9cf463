import ts from "typescript";

/** Calls that generated code makes, by their callee. */
const CALLS = new Set([
  "defineResource",
  "resourceTree",
  "atServers",
  "operationServer",
  "defineBareClient",
  "defineClient",
  "definePathClient",
  "apiKeyAuth",
  "basicAuth",
  "clientCredentials",
  "combinedAuth",
  "pathCalls",
  "secretPaths",
  "JSON.parse",
  "contractSuite",
  "contractTests",
  "runContractCommand",
]);

/** Nodes of a file that generated code never has. */
export function strangers(path: string, text: string): string[] {
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
