// Writes what a consumer would write: types, values and imports, from types of the surface.
import ts from "typescript";

import type { ExportedName, Surface } from "./read-surface.ts";

/** How deep a literal goes before it stops at what is required, and how deep before it gives up. */
const DEPTH = 4;
const DEEPEST = 12;
/** Alternatives of one place that are each written. */
const MOST_ALTERNATIVES = 24;

/** What a literal holds: what must be there, or all that may be. */
export type Extent = "minimal" | "full";

/** Writes code against one surface, and collects what it imports. */
export class CodeWriter {
  readonly surface: Surface;
  readonly #imports = new Map<string, { readonly name: ExportedName; readonly local: string }>();

  constructor(surface: Surface) {
    this.surface = surface;
  }

  get #checker(): ts.TypeChecker {
    return this.surface.checker;
  }

  /** The import declarations of everything that was named so far. */
  imports(): string[] {
    return [...this.#imports.values()].map(({ name, local }) => {
      const own = local === name.name ? name.name : `${name.name} as ${local}`;
      return `import ${name.isValue ? "" : "type "}{ ${own} } from ${JSON.stringify(name.specifiers[0])};`;
    });
  }

  /** The local name of an exported name. */
  use(name: ExportedName): string {
    const key = `${name.specifiers[0]}#${name.name}`;
    const known = this.#imports.get(key);
    if (known !== undefined) return known.local;
    const taken = new Set([...this.#imports.values()].map(({ local }) => local));
    let local = name.name;
    for (let number = 2; taken.has(local); number++) local = `${name.name}${number}`;
    this.#imports.set(key, { name, local });
    return local;
  }

  /** A type by its exported name, with `arguments` of it that anything fits. */
  useType(name: ExportedName): string {
    const filled = name.arity === 0 ? "" : `<${Array.from({ length: name.arity }, () => "any").join(", ")}>`;
    return `${this.use(name)}${filled}`;
  }

  /** A type as code; undefined where it cannot be written. */
  type(type: ts.Type, depth = 0): string | undefined {
    if (depth > DEEPEST) return undefined;
    const plain = this.#plainType(type);
    if (plain !== undefined) return plain;
    const name = this.surface.nameOf(type);
    if (name !== undefined) return this.#namedType(name, type, depth);
    if (type.isUnion()) return this.#join(type.types, " | ", depth);
    if (type.isIntersection()) {
      return isOpenText(type) ? this.#openText(type) : this.#join(type.types, " & ", depth);
    }
    if (this.#checker.isArrayType(type)) {
      const inner = this.type(this.#argumentsOf(type)[0] ?? this.#checker.getUnknownType(), depth + 1);
      return inner === undefined ? undefined : `(${inner})[]`;
    }
    if (this.surface.isOfLibrary(type)) return this.#libraryType(type, depth);
    return this.#inlineType(type, depth);
  }

  #plainType(type: ts.Type): string | undefined {
    const { flags } = type;
    const isPlain = (flags & (PLAIN | ts.TypeFlags.Literal)) !== 0 && (flags & ts.TypeFlags.EnumLike) === 0;
    if (!isPlain) return undefined;
    if (type.isStringLiteral()) return JSON.stringify(type.value);
    return this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  #namedType(name: ExportedName, type: ts.Type, depth: number): string | undefined {
    if (name.arity === 0) return this.use(name);
    const given = type.aliasTypeArguments ?? this.#argumentsOf(type);
    const written = given.slice(0, name.arity).map((own) => this.type(own, depth + 1));
    return written.includes(undefined) ? undefined : `${this.use(name)}<${written.join(", ")}>`;
  }

  #argumentsOf(type: ts.Type): readonly ts.Type[] {
    return isReference(type) ? this.#checker.getTypeArguments(type) : [];
  }

  #libraryType(type: ts.Type, depth: number): string | undefined {
    const given = this.#argumentsOf(type).map((own) => this.type(own, depth + 1));
    if (given.includes(undefined) || type.symbol.name.startsWith("__")) return undefined;
    const written = given.length === 0 ? "" : `<${given.join(", ")}>`;
    return `${type.symbol.name}${written}`;
  }

  #openText(type: ts.IntersectionType): string {
    return type.types.some(({ flags }) => (flags & ts.TypeFlags.Number) !== 0)
      ? "(number & {})"
      : "(string & {})";
  }

  #join(types: readonly ts.Type[], sign: string, depth: number): string | undefined {
    const written = types.map((own) => this.type(own, depth + 1));
    return written.includes(undefined) ? undefined : `(${written.join(sign)})`;
  }

  #inlineType(type: ts.Type, depth: number): string | undefined {
    if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
    const [call] = type.getCallSignatures();
    if (call !== undefined) return this.signature(call, " =>", depth);
    const members = this.membersOf(type).map((member) => {
      const inner = this.type(member.full, depth + 1);
      return inner === undefined
        ? undefined
        : `${JSON.stringify(member.name)}${member.isOptional ? "?" : ""}: ${inner}`;
    });
    const indexes = this.#checker.getIndexInfosOfType(type).map((index) => {
      const inner = this.type(index.type, depth + 1);
      return inner === undefined ? undefined : `[name: string]: ${inner}`;
    });
    const all = [...members, ...indexes];
    return all.includes(undefined) ? undefined : `{ ${all.join("; ")} }`;
  }

  /** `(a: string, b?: number) => void`, or with another sign before what it gives. */
  signature(signature: ts.Signature, sign: string, depth = 0): string | undefined {
    if ((signature.typeParameters ?? []).length > 0) return undefined;
    const parameters = signature.parameters.map((parameter, index) => {
      const inner = this.type(this.#checker.getTypeOfSymbol(parameter), depth + 1);
      return inner === undefined
        ? undefined
        : `argument${index + 1}${isOptionalParameter(parameter) ? "?" : ""}: ${inner}`;
    });
    const result = this.type(signature.getReturnType(), depth + 1);
    if (result === undefined || parameters.includes(undefined)) return undefined;
    return `(${parameters.join(", ")})${sign} ${result}`;
  }

  /** Whether a type has members that only the packages themselves can name, by unique symbols. */
  isClosed(type: ts.Type): boolean {
    return this.#checker.getPropertiesOfType(type).some(isHidden);
  }

  membersOf(type: ts.Type): Member[] {
    return this.#checker.getPropertiesOfType(type).flatMap((symbol) => {
      if (isHidden(symbol)) return [];
      const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      const own = this.#checker.getTypeOfSymbol(symbol);
      return [
        {
          name: symbol.name,
          isOptional,
          type: isOptional ? this.#checker.getNonNullableType(own) : own,
          full: own,
          symbol,
        },
      ];
    });
  }

  /** A value as a fresh literal; undefined where none can be written. */
  value(type: ts.Type, extent: Extent, depth = 0): string | undefined {
    if (depth > DEEPEST) return undefined;
    const plain = plainValue(type);
    if (plain !== undefined) return plain;
    if (type.isUnion()) {
      for (const own of orderAlternatives(type.types)) {
        const written = this.value(own, extent, depth + 1);
        if (written !== undefined) return written;
      }
      return undefined;
    }
    if (type.isIntersection() && isOpenText(type))
      return this.#openText(type).startsWith("(n") ? "1" : '"text"';
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type))
      return this.#list(type, extent, depth);
    if (type.getCallSignatures().length > 0) return '() => { throw new Error("not called"); }';
    if (this.surface.isOfLibrary(type)) return this.#handedOn(type, depth);
    return this.#object(type, extent, depth);
  }

  #list(type: ts.Type, extent: Extent, depth: number): string | undefined {
    const inner = this.#argumentsOf(type);
    const isTuple = this.#checker.isTupleType(type);
    if (!isTuple && (extent === "minimal" || depth > DEPTH)) return "[]";
    const items = inner.map((own) => this.value(own, extent, depth + 1));
    if (items.includes(undefined)) return isTuple ? undefined : "[]";
    return `[${items.join(", ")}]`;
  }

  #object(type: ts.Type, extent: Extent, depth: number): string | undefined {
    const isStructured = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
    if (!isStructured || type.symbol?.flags & ts.SymbolFlags.Class) return undefined;
    if (this.#checker.getSignaturesOfType(type, ts.SignatureKind.Construct).length > 0) return undefined;
    if (this.isClosed(type)) return this.#handedOn(type, depth);
    const written: string[] = [];
    for (const member of this.membersOf(type)) {
      if (member.isOptional && (extent === "minimal" || depth > DEPTH)) continue;
      const inner = this.value(member.type, extent, depth + 1);
      if (inner !== undefined) written.push(`${JSON.stringify(member.name)}: ${inner}`);
      else if (!member.isOptional) return undefined;
    }
    if (extent === "full" && depth <= DEPTH) {
      for (const index of this.#checker.getIndexInfosOfType(type)) {
        const inner = this.value(index.type, extent, depth + 1);
        if (inner !== undefined) written.push(`"further name": ${inner}`);
      }
    }
    return `{ ${written.join(", ")} }`;
  }

  /** A value that a consumer has from elsewhere. */
  #handedOn(type: ts.Type, depth: number): string | undefined {
    const written = this.type(type, depth);
    return written === undefined ? undefined : `(null as unknown as ${written})`;
  }

  /** One value for each alternative of a place: members of a union, `true` and `false`. */
  alternatives(type: ts.Type): string[] {
    const inner = this.#checker.isArrayType(type) ? this.#argumentsOf(type)[0] : undefined;
    if (inner !== undefined) return this.alternatives(inner).map((own) => `[${own}]`);
    if (!type.isUnion()) return [];
    return type.types
      .slice(0, MOST_ALTERNATIVES)
      .flatMap((own) => this.value(own, "full", 1) ?? [])
      .filter((own, index, all) => all.indexOf(own) === index);
  }

  /** Arguments of a call, the optional ones too where `isWhole`; undefined where one cannot be written. */
  callArguments(signature: ts.Signature, extent: Extent, isWhole: boolean): string[] | undefined {
    const written: string[] = [];
    for (const parameter of signature.parameters) {
      if (!isWhole && isOptionalParameter(parameter)) break;
      const own = this.#checker.getTypeOfSymbol(parameter);
      const value = this.value(
        isOptionalParameter(parameter) ? this.#checker.getNonNullableType(own) : own,
        extent,
      );
      if (value === undefined) return undefined;
      written.push(value);
    }
    return written;
  }
}

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  /** Without the `undefined` of an optional member. */
  readonly type: ts.Type;
  readonly full: ts.Type;
  readonly symbol: ts.Symbol;
}

function isHidden({ escapedName }: ts.Symbol): boolean {
  return escapedName.toString().startsWith("__@");
}

const PLAIN =
  ts.TypeFlags.Any |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.Boolean |
  ts.TypeFlags.BigInt |
  ts.TypeFlags.ESSymbol |
  ts.TypeFlags.Void |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null |
  ts.TypeFlags.Never;

export function isReference(type: ts.Type): type is ts.TypeReference {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
  );
}

/** `string & {}`: any text, though editors complete the known ones. */
export function isOpenText(type: ts.Type): boolean {
  const plain = ts.TypeFlags.String | ts.TypeFlags.Number;
  return type.isIntersection() && type.types.some(({ flags }) => (flags & plain) !== 0);
}

export function isOptionalParameter(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  if (declaration === undefined || !ts.isParameter(declaration)) return false;
  return declaration.questionToken !== undefined || declaration.dotDotDotToken !== undefined;
}

function plainValue(type: ts.Type): string | undefined {
  const { flags } = type;
  if (type.isStringLiteral()) return JSON.stringify(type.value);
  if (type.isNumberLiteral()) return String(type.value);
  if ((flags & ts.TypeFlags.BooleanLiteral) !== 0) return isTrue(type) ? "true" : "false";
  if ((flags & ts.TypeFlags.String) !== 0) return '"text"';
  if ((flags & ts.TypeFlags.Number) !== 0) return "1";
  if ((flags & ts.TypeFlags.Boolean) !== 0) return "true";
  if ((flags & ts.TypeFlags.BigInt) !== 0) return "BigInt(1)";
  if ((flags & ts.TypeFlags.Null) !== 0) return "null";
  if ((flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0) return "undefined";
  if ((flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return '("text" as unknown)';
  return undefined;
}

function isTrue(type: ts.Type): boolean {
  return (type as ts.Type & { readonly intrinsicName?: string }).intrinsicName === "true";
}

/** What holds something before null and undefined. */
function orderAlternatives(types: readonly ts.Type[]): readonly ts.Type[] {
  const empty = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  return types.toSorted(
    (one, other) => Number((one.flags & empty) !== 0) - Number((other.flags & empty) !== 0),
  );
}
