// What Ajv printed becomes part of a file of ours only if it is what Ajv should print: functions and constants in which no
// text of the document is code. It comes out closed: nothing is imported, the few helpers are names given from outside.
import type TypeScriptModule from "typescript";
import type { Node, SourceFile, Statement } from "typescript";

/** A helper of Ajv, and the name under which the runtime gives its own. */
const HELPERS: readonly (readonly [string, string])[] = [
  ['require("ajv/dist/runtime/equal").default', "equal"],
  ['require("ajv/dist/runtime/ucs2length").default', "length"],
];
const GLOBALS = new Set(
  "equal length formats Array Object Number RegExp Math isNaN isFinite parseInt undefined Infinity NaN".split(
    " ",
  ),
);

export interface ClosedCode {
  /** The statements, without exports. */
  readonly code: string;
  /** Exported name → the function behind it. */
  readonly functions: ReadonlyMap<string, string>;
  /** What is not as it should be, in words. */
  readonly faults: readonly string[];
}

export async function closeCode(printed: string): Promise<ClosedCode> {
  const { default: ts } = await import("typescript");
  const text = HELPERS.reduce((code, [from, to]) => code.replaceAll(from, to), printed);
  const functions = new Map(
    [...text.matchAll(/^export const (\w+) = (\w+);$/gm)].map(([, name, to]) => [name!, to!]),
  );
  const body = text
    .replaceAll(/^export const \w+ = \w+;$/gm, "")
    .replaceAll(/^"use strict";/gm, "")
    .replaceAll(/^\/\*# sourceURL="[\w#/$%.-]*" \*\/;$/gm, "");
  const file = ts.createSourceFile("validators.js", body, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const names = namesOf(file, ts);
  const used = file.statements.filter((statement) => !isUnusedConstant(statement, names, ts));
  return {
    code: used.map((statement) => statement.getText(file)).join("\n"),
    functions,
    faults: [...syntaxFaults(file), ...strangers(file, ts), ...undeclared(names)],
  };
}

type TypeScript = typeof TypeScriptModule;

interface Names {
  readonly declared: ReadonlySet<string>;
  /** How often each name is used. */
  readonly used: ReadonlyMap<string, number>;
}

function namesOf(file: SourceFile, ts: TypeScript): Names {
  const declared = new Set<string>();
  const used = new Map<string, number>();
  const visit = (node: Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      if (isDeclaration(parent, node, ts)) declared.add(node.text);
      else if (!isMemberName(parent, node, ts)) used.set(node.text, (used.get(node.text) ?? 0) + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { declared, used };
}

function isDeclaration(parent: Node, node: Node, ts: TypeScript): boolean {
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent);
  return (declares && parent.name === node) || (ts.isLabeledStatement(parent) && parent.label === node);
}

/** `data.name` and `{ name: … }`: a name of a member, which cannot run. */
function isMemberName(parent: Node, node: Node, ts: TypeScript): boolean {
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

/** The source of a schema that no function looks at. */
function isUnusedConstant(statement: Statement, { used }: Names, ts: TypeScript): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ name }) => ts.isIdentifier(name) && !used.has(name.text),
  );
}

function syntaxFaults(file: SourceFile): string[] {
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  return parseDiagnostics.length === 0 ? [] : ["it does not parse"];
}

function strangers({ statements }: SourceFile, ts: TypeScript): string[] {
  return statements
    .filter(
      (statement) =>
        !ts.isFunctionDeclaration(statement) &&
        !ts.isVariableStatement(statement) &&
        !ts.isEmptyStatement(statement) &&
        !/^validate\d+\.evaluated = \{[^;]*\};$/.test(statement.getText()),
    )
    .map((statement) => `there is a ${ts.SyntaxKind[statement.kind]}`);
}

function undeclared({ declared, used }: Names): string[] {
  return [...used.keys()]
    .filter((name) => !declared.has(name) && !GLOBALS.has(name))
    .map((name) => `it uses ${name}`);
}
