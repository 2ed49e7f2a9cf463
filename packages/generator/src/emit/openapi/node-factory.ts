// Stands in for the package `typescript` where openapi-typescript makes nodes of it. That package takes as long to load as
// the whole document to transform, its nodes carry what only a checker needs, and its printer looks for comments around each.
import type {
  ArrayType,
  CombinedType,
  Identifier,
  IndexedAccessType,
  IndexSignature,
  InterfaceDeclaration,
  Literal,
  LiteralType,
  Member,
  Parameter,
  PrefixUnaryExpression,
  PropertySignature,
  Token,
  TokenKind,
  TupleType,
  TypeAliasDeclaration,
  TypeLiteral,
  TypeNode,
  TypeReference,
  WrittenDeclaration,
} from "./type-nodes.ts";

type Name = string | Identifier;

const createIdentifier = (text: string): Identifier => ({ kind: "Identifier", text, escapedText: text });
const createToken = (kind: TokenKind): Token => ({ kind });
const asName = (name: Name): Identifier => (typeof name === "string" ? createIdentifier(name) : name);

const factory = {
  createIdentifier,
  createToken,
  createModifier: createToken,
  createKeywordTypeNode: createToken,
  createTrue: (): Token => createToken("TrueKeyword"),
  createFalse: (): Token => createToken("FalseKeyword"),
  createNull: (): Token => createToken("NullKeyword"),
  createStringLiteral: (text: string): Literal => ({ kind: "StringLiteral", text }),
  createNumericLiteral: (value: number | string): Literal => ({ kind: "NumericLiteral", text: `${value}` }),
  createPrefixUnaryExpression: (_operator: TokenKind, operand: Literal): PrefixUnaryExpression => ({
    kind: "PrefixUnaryExpression",
    operand,
  }),
  createNodeArray: <Item>(items: readonly Item[]): readonly Item[] => items,
  createLiteralTypeNode: (literal: LiteralType["literal"]): LiteralType => ({ kind: "LiteralType", literal }),
  createTypeReferenceNode: (name: Name, typeArguments: readonly TypeNode[] = []): TypeReference => ({
    kind: "TypeReference",
    typeName: asName(name),
    typeArguments,
  }),
  createIndexedAccessTypeNode: (objectType: TypeNode, indexType: TypeNode): IndexedAccessType => ({
    kind: "IndexedAccessType",
    objectType,
    indexType,
  }),
  createArrayTypeNode: (elementType: TypeNode): ArrayType => ({ kind: "ArrayType", elementType }),
  createTupleTypeNode: (elements: readonly TypeNode[]): TupleType => ({ kind: "TupleType", elements }),
  createUnionTypeNode: (types: readonly TypeNode[]): CombinedType => ({ kind: "UnionType", types }),
  createIntersectionTypeNode: (types: readonly TypeNode[]): CombinedType => ({
    kind: "IntersectionType",
    types,
  }),
  createTypeLiteralNode: (members: readonly Member[]): TypeLiteral => ({ kind: "TypeLiteral", members }),
  // oxlint-disable-next-line max-params -- TypeScript's
  createPropertySignature: (
    modifiers: readonly Token[] = [],
    name: PropertySignature["name"],
    questionToken: Token | undefined,
    type: TypeNode,
  ): PropertySignature => ({ kind: "PropertySignature", modifiers, name, questionToken, type }),
  createIndexSignature: (
    modifiers: readonly Token[] = [],
    parameters: readonly Parameter[],
    type: TypeNode,
  ): IndexSignature => ({ kind: "IndexSignature", modifiers, parameters, type }),
  // oxlint-disable-next-line max-params -- TypeScript's
  createParameterDeclaration: (
    _modifiers: undefined,
    _dots: undefined,
    name: Name,
    _question: undefined,
    type: TypeNode,
  ): Parameter => ({ kind: "Parameter", name: asName(name), type }),
  // oxlint-disable-next-line max-params -- TypeScript's
  createInterfaceDeclaration: (
    modifiers: readonly Token[] = [],
    name: Name,
    _typeParameters: undefined,
    _heritage: undefined,
    members: readonly Member[],
  ): InterfaceDeclaration => ({ kind: "InterfaceDeclaration", modifiers, name: asName(name), members }),
  // oxlint-disable-next-line max-params -- TypeScript's
  createTypeAliasDeclaration: (
    modifiers: readonly Token[] = [],
    name: Name,
    _typeParameters: undefined,
    type: TypeNode,
  ): TypeAliasDeclaration => ({ kind: "TypeAliasDeclaration", modifiers, name: asName(name), type }),
};

const TYPES = /Type$|Keyword$|^TypeReference$|^TypeLiteral$/;
const kindIs =
  (pattern: RegExp) =>
  ({ kind }: { readonly kind: string }): boolean =>
    pattern.test(kind);

/** Whatever is not here is not called with the options that are given. */
const standIn: Readonly<Record<string, unknown>> = {
  factory,
  // A kind is its own name.
  SyntaxKind: new Proxy({}, { get: (_target, name) => name }),
  ScriptTarget: {},
  ScriptKind: {},
  isTypeNode: kindIs(TYPES),
  isInterfaceDeclaration: kindIs(/^InterfaceDeclaration$/),
  isTypeAliasDeclaration: kindIs(/^TypeAliasDeclaration$/),
  isTupleTypeNode: kindIs(/^TupleType$/),
  isArrayTypeNode: kindIs(/^ArrayType$/),
  addSyntheticLeadingComment: (node: Member, _kind: unknown, text: string): Member => {
    node.comments = [...(node.comments ?? []), text];
    return node;
  },
  /** Only texts of its own are handed over: a helper type. */
  createSourceFile: (
    _file: string,
    text: string,
  ): { readonly statements: readonly WrittenDeclaration[] } => ({
    statements: [
      {
        kind: "TypeAliasDeclaration",
        name: createIdentifier(/^type (\w+)/.exec(text)?.[1] ?? ""),
        text,
      },
    ],
  }),
};

// oxlint-disable-next-line import/no-default-export -- the package is imported by its default
export default standIn;
