// What TypeScript 5.9 prints for a source or a declaration file: no comments, one layout, so that equal types are equal texts.
import ts from "typescript";

const OPTIONS: ts.CompilerOptions = {
  declaration: true,
  isolatedDeclarations: true,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
  target: ts.ScriptTarget.ESNext,
};

/** The declarations of a source or declaration file. Every source says its types itself, so no other file is needed for it. */
export function printDeclarations(path: string, text: string): string {
  const declared = path.endsWith(".d.ts")
    ? text
    : ts.transpileDeclaration(text, { compilerOptions: OPTIONS, fileName: path }).outputText;
  const file = ts.createSourceFile(path, declared, ts.ScriptTarget.ESNext);
  return ts.createPrinter({ newLine: ts.NewLineKind.LineFeed, removeComments: true }).printFile(file);
}

/** Relative files that a file imports or exports from. */
export function listImports(text: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, false);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith("."));
}
