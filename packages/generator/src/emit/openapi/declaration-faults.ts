import ts, { type Node } from "typescript";

/** What in a text of TypeScript is no declaration of types, in words; nothing where all is well. Whether it parses is the formatter's to say. */
export function declarationFaults(text: string): readonly string[] {
  const { statements } = ts.createSourceFile("openapi.ts", text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  return statements
    .filter((statement) => !isDeclaration(statement))
    .map(
      (statement) =>
        `${ts.SyntaxKind[statement.kind]} \`${text.slice(statement.pos, statement.end).trim().slice(0, 80)}\``,
    );
}

function isDeclaration(node: Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}
