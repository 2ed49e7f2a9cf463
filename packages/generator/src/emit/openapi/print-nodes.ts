// Declarations as text, laid out as TypeScript's printer does.
import type {
  Declaration,
  Literal,
  LiteralType,
  Member,
  Token,
  TokenKind,
  TypeLiteral,
  TypeNode,
} from "./type-nodes.ts";

const STEP = "    ";

export function printNodes(declarations: readonly Declaration[]): string {
  return declarations.map((declaration) => `${declarationText(declaration)}\n`).join("");
}

function declarationText(node: Declaration): string {
  // As the formatter leaves it, an object stays on the lines that it is given on.
  if ("text" in node) return node.text.replaceAll("{ ", "{\n");
  const modifiers = modifiersText(node.modifiers);
  if (node.kind === "InterfaceDeclaration")
    return `${modifiers}interface ${node.name.text} ${membersText(node, "")}`;
  return `${modifiers}type ${node.name.text} = ${typeText(node.type, "")};`;
}

function typeText(node: TypeNode, indent: string): string {
  switch (node.kind) {
    case "Identifier":
      return node.text;
    case "LiteralType":
      return literalText(node.literal);
    case "TypeReference": {
      const list = node.typeArguments.map((type) => typeText(type, indent)).join(", ");
      return `${node.typeName.text}${list === "" ? "" : `<${list}>`}`;
    }
    case "IndexedAccessType":
      return `${operandText(node.objectType, indent)}[${typeText(node.indexType, indent)}]`;
    case "ArrayType":
      return `${operandText(node.elementType, indent)}[]`;
    case "UnionType":
      return node.types.map((type) => operandText(type, indent)).join(" | ");
    case "IntersectionType":
      return node.types.map((type) => operandText(type, indent)).join(" & ");
    case "TupleType": {
      const elements = node.elements.map((type) => `\n${indent}${STEP}${typeText(type, indent + STEP)}`);
      return `[${elements.join(",")}\n${indent}]`;
    }
    case "TypeLiteral":
      return membersText(node, indent);
    default:
      return TOKENS[node.kind];
  }
}

/** In parentheses where the type is a combination. */
function operandText(node: TypeNode, indent: string): string {
  const text = typeText(node, indent);
  return node.kind === "UnionType" || node.kind === "IntersectionType" ? `(${text})` : text;
}

function membersText({ members }: Pick<TypeLiteral, "members">, indent: string): string {
  const inner = indent + STEP;
  return `{\n${members.map((member) => memberText(member, inner)).join("")}${indent}}`;
}

function memberText(node: Member, indent: string): string {
  const comments = (node.comments ?? []).map((text) => `${indent}${commentText(text, indent)}\n`).join("");
  return `${comments}${indent}${modifiersText(node.modifiers)}${memberName(node)}: ${typeText(node.type, indent)};\n`;
}

function memberName(node: Member): string {
  if (node.kind === "IndexSignature")
    return `[${node.parameters.map(({ name, type }) => `${name.text}: ${typeText(type, "")}`).join(", ")}]`;
  const { name, questionToken } = node;
  return `${name.kind === "Identifier" ? name.text : literalText(name)}${questionToken === undefined ? "" : "?"}`;
}

function modifiersText(modifiers: readonly Token[]): string {
  return modifiers.map(({ kind }) => `${TOKENS[kind]} `).join("");
}

/** Lines trimmed and indented anew, each by what it was indented before besides. */
function commentText(text: string, indent: string): string {
  const [first = "", ...rest] = `/*${text}*/`.split(/\r\n|[\n\r\u2028\u2029]/);
  return [first.trim(), ...rest.map((line) => `${indent}${indentOf(line)}${line.trim()}`)].join("\n");
}

function indentOf(line: string): string {
  let width = 0;
  for (const character of /^[^\S\n]*/.exec(line)?.[0] ?? "")
    width += character === "\t" ? STEP.length - (width % STEP.length) : 1;
  return " ".repeat(width);
}

function literalText(literal: Literal | LiteralType["literal"]): string {
  switch (literal.kind) {
    case "StringLiteral":
      return stringText(literal.text);
    case "NumericLiteral":
      return literal.text;
    case "PrefixUnaryExpression":
      return `-${literal.operand.text}`;
    default:
      return TOKENS[literal.kind];
  }
}

const PLAIN = /^[ !#-[\]-~]*$/;
const SPECIAL = /[\\"]|[^ -~]/g;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\b", "\\b"],
  ["\r", "\\r"],
  ["\n", "\\n"],
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\u007F", "\u007F"],
]);

/** Of ASCII alone. */
function stringText(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const escaped = text.replaceAll(SPECIAL, (character, offset: number) => {
    // Before a digit, `\0` would be another number.
    if (character === "\0") return /\d/.test(text[offset + 1] ?? "") ? "\\x00" : "\\0";
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return ESCAPES.get(character) ?? `\\u${code.padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

const TOKENS: Readonly<Record<TokenKind, string>> = {
  BooleanKeyword: "boolean",
  ExportKeyword: "export",
  FalseKeyword: "false",
  MinusToken: "-",
  NeverKeyword: "never",
  NullKeyword: "null",
  NumberKeyword: "number",
  QuestionToken: "?",
  ReadonlyKeyword: "readonly",
  StringKeyword: "string",
  TrueKeyword: "true",
  UndefinedKeyword: "undefined",
  UnknownKeyword: "unknown",
};
