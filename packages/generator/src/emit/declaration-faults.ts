import type { Node } from "typescript";

/** What in a text of TypeScript is no declaration of types, in words; nothing where all is well. */
export async function declarationFaults(text: string): Promise<readonly string[]> {
  const { default: ts } = await import("typescript");
  const name = "openapi.ts";
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false);
  const host = {
    ...ts.createCompilerHost({}),
    getSourceFile: (wanted: string) => (wanted === name ? file : undefined),
  };
  const program = ts.createProgram([name], { noLib: true, noResolve: true, types: [] }, host);
  const syntax = program
    .getSyntacticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  const declares = (node: Node): boolean =>
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  const strangers = file.statements
    .filter((statement) => !declares(statement))
    .map(
      (statement) =>
        `${ts.SyntaxKind[statement.kind]} \`${text.slice(statement.pos, statement.end).trim().slice(0, 80)}\``,
    );
  return [...syntax, ...strangers];
}
