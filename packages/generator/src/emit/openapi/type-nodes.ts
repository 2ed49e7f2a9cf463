// The nodes of declarations, under the names that TypeScript gives them.

/** What stands for itself: a keyword, `?`. */
export type TokenKind =
  | "BooleanKeyword"
  | "ExportKeyword"
  | "FalseKeyword"
  | "MinusToken"
  | "NeverKeyword"
  | "NullKeyword"
  | "NumberKeyword"
  | "QuestionToken"
  | "ReadonlyKeyword"
  | "StringKeyword"
  | "TrueKeyword"
  | "UndefinedKeyword"
  | "UnknownKeyword";

export interface Token {
  readonly kind: TokenKind;
}

export interface Identifier {
  readonly kind: "Identifier";
  readonly text: string;
  /** The same, as TypeScript compares names. */
  readonly escapedText: string;
}

export interface Literal {
  readonly kind: "StringLiteral" | "NumericLiteral";
  readonly text: string;
}

/** A negative number. */
export interface PrefixUnaryExpression {
  readonly kind: "PrefixUnaryExpression";
  readonly operand: Literal;
}

export interface LiteralType {
  readonly kind: "LiteralType";
  readonly literal: Literal | PrefixUnaryExpression | Token;
}

export interface TypeReference {
  readonly kind: "TypeReference";
  readonly typeName: Identifier;
  readonly typeArguments: readonly TypeNode[];
}

export interface IndexedAccessType {
  readonly kind: "IndexedAccessType";
  readonly objectType: TypeNode;
  readonly indexType: TypeNode;
}

export interface ArrayType {
  readonly kind: "ArrayType";
  readonly elementType: TypeNode;
}

export interface TupleType {
  readonly kind: "TupleType";
  readonly elements: readonly TypeNode[];
}

export interface CombinedType {
  readonly kind: "UnionType" | "IntersectionType";
  readonly types: readonly TypeNode[];
}

export interface TypeLiteral {
  readonly kind: "TypeLiteral";
  readonly members: readonly Member[];
}

/** A literal of text is made as an identifier that holds its quotes. */
export type TypeNode =
  | ArrayType
  | CombinedType
  | Identifier
  | IndexedAccessType
  | LiteralType
  | Token
  | TupleType
  | TypeLiteral
  | TypeReference;

/** What a node may have above it. */
interface Commented {
  /** Texts between the signs that begin and end a comment. */
  comments?: readonly string[];
}

export interface PropertySignature extends Commented {
  readonly kind: "PropertySignature";
  readonly modifiers: readonly Token[];
  readonly name: Identifier | Literal;
  readonly questionToken: Token | undefined;
  readonly type: TypeNode;
}

export interface Parameter {
  readonly kind: "Parameter";
  readonly name: Identifier;
  readonly type: TypeNode;
}

export interface IndexSignature extends Commented {
  readonly kind: "IndexSignature";
  readonly modifiers: readonly Token[];
  readonly parameters: readonly Parameter[];
  readonly type: TypeNode;
}

export type Member = IndexSignature | PropertySignature;

export interface InterfaceDeclaration {
  readonly kind: "InterfaceDeclaration";
  readonly modifiers: readonly Token[];
  readonly name: Identifier;
  /** openapi-typescript adds one operation after the other. */
  members: readonly Member[];
}

export interface TypeAliasDeclaration {
  readonly kind: "TypeAliasDeclaration";
  readonly modifiers: readonly Token[];
  readonly name: Identifier;
  readonly type: TypeNode;
}

/** A declaration that is there as text. */
export interface WrittenDeclaration {
  readonly kind: "TypeAliasDeclaration";
  readonly name: Identifier;
  readonly text: string;
}

export type Declaration = InterfaceDeclaration | TypeAliasDeclaration | WrittenDeclaration;
