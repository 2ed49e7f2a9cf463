// Readers: every member of what operations answer, and of exported types that are only received, as far as it goes.
import ts from "typescript";

import { CodeWriter, isOpenText, type Member } from "../code-writer.ts";
import {
  indexedType,
  memberAccess,
  type OperationSurface,
  type Passed,
  type WritingScope,
} from "../consumer-code.ts";
import { findTag, ownMembers } from "../read-union.ts";
import { isPlain, keyOf, type ExportedName } from "../read-surface.ts";

const DEEPEST = 6;
/** Named types below a place that reads otherwise in which everything is read. */
const FURTHER = 2;

/** Where a reader stands. */
interface Place {
  /** The expression that holds the value. */
  readonly expression: string;
  /** Lines that lead here; each that ends in `{` is closed again. */
  readonly lines: readonly string[];
  readonly owner: ExportedName;
  readonly member: string;
  readonly through: readonly Passed[];
  /** How many named types further in all is read, changed or not: a place that reads otherwise may lead elsewhere. */
  readonly reach: number;
  readonly depth: number;
  /** Named types on the way, which may contain themselves. */
  readonly inside: ReadonlySet<string>;
}

export function writeReaders(scope: WritingScope): void {
  const reader = new Reader(scope);
  for (const operation of scope.operations.filter(scope.isTouched)) reader.readAnswer(operation);
  for (const name of scope.names) {
    const isRead = name.isType && name.arity === 0 && scope.isChanged(name) && scope.isGiven(name);
    if (isRead && !reader.isRead(name)) reader.readName(name);
  }
}

class Reader {
  readonly #scope: WritingScope;
  readonly #read = new Set<string>();

  constructor(scope: WritingScope) {
    this.#scope = scope;
  }

  isRead(name: ExportedName): boolean {
    return this.#read.has(keyOf(name));
  }

  readName(name: ExportedName): void {
    const type = this.#scope.surface.typeOf(name);
    this.#read.add(keyOf(name));
    this.#walk(type, {
      ...this.#startAt(name, ""),
      lines: [`export function read(value: ${HERE}): void {`],
      root: (writer) => writer.useType(name),
    });
  }

  readAnswer(operation: OperationSurface): void {
    const { checker } = this.#scope.surface;
    const [signature] = checker.getTypeOfSymbol(operation.symbol).getCallSignatures();
    if (signature === undefined) return;
    const promise = signature.getReturnType();
    const answer = checker.getAwaitedType(promise);
    const root = (writer: CodeWriter): string =>
      `ReturnType<${indexedType(writer.useType(operation.root), [...operation.path, operation.method])}>`;
    const start = this.#startAt(operation.owner, operation.method);
    if (answer !== undefined && answer !== promise)
      this.#walk(answer, {
        ...start,
        lines: [`export function read(value: Awaited<${HERE}>): void {`],
        root,
      });
    const item = this.#itemOf(promise);
    if (item === undefined) return;
    const lines = [
      `export async function read(value: ${HERE}): Promise<void> {`,
      "for await (const item of value) {",
    ];
    this.#walk(item, { ...start, expression: "item", lines, root });
  }

  #itemOf(promise: ts.Type): ts.Type | undefined {
    const iterator = this.#scope.surface.checker
      .getPropertiesOfType(promise)
      .find(({ escapedName }) => escapedName.toString().startsWith("__@asyncIterator"));
    const [signature] = iterator
      ? this.#scope.surface.checker.getTypeOfSymbol(iterator).getCallSignatures()
      : [];
    const [item] = signature ? ((signature.getReturnType() as ts.TypeReference).typeArguments ?? []) : [];
    return item;
  }

  #walk(type: ts.Type, place: RootedPlace): void {
    const { surface } = this.#scope;
    const name = surface.nameOf(type);
    const isKnown = name !== undefined && (place.inside.has(keyOf(name)) || this.#isReadAlready(name, place));
    if (isKnown || place.depth > DEEPEST) return this.#leaf(type, place);
    const inner = name === undefined ? place : this.#enter(place, name);
    if (inner.reach === 0 && name !== undefined && !this.#scope.leadsToChange(type))
      return this.#leaf(type, place);
    if (name !== undefined) this.#read.add(keyOf(name));
    this.#walkInside(type, inner);
  }

  #startAt(owner: ExportedName, member: string): Omit<Place, "lines"> {
    const reach = this.#scope.isOwnChanged(owner) ? FURTHER : 0;
    return { expression: "value", owner, member, through: [], reach, depth: 0, inside: new Set() };
  }

  #enter(place: RootedPlace, name: ExportedName): RootedPlace {
    const { owner, member } = place;
    const through = member === "" ? place.through : [...place.through, { owner, member }];
    const isSettled = isPlain(name) && !this.#scope.isOwnChanged(name);
    const reach = isSettled ? Math.max(0, place.reach - 1) : FURTHER;
    return {
      ...place,
      owner: name,
      member: "",
      through,
      reach,
      inside: new Set([...place.inside, keyOf(name)]),
    };
  }

  /** A place leads to the same type as before, unless what holds it reads otherwise; then once is enough. */
  #isReadAlready(name: ExportedName, place: RootedPlace): boolean {
    return this.#read.has(keyOf(name)) && place.depth > 0 && !this.#scope.isOwnChanged(place.owner);
  }

  #walkInside(type: ts.Type, place: RootedPlace): void {
    const { surface } = this.#scope;
    const { checker } = surface;
    if (type.isUnion()) return this.#walkUnion(type, place);
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      if (item === undefined) return;
      const own = `item${place.depth}`;
      const lines = [...place.lines, `for (const ${own} of ${place.expression}) {`];
      return this.#walk(item, { ...place, expression: own, lines, depth: place.depth + 1 });
    }
    const isStructured = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
    const isOpaque = !isStructured || isOpenText(type) || checker.isTupleType(type);
    if (isOpaque || (surface.isOfLibrary(type) && !type.isIntersection())) return this.#leaf(type, place);
    const members = new CodeWriter(surface).membersOf(type);
    const [index] = checker.getIndexInfosOfType(type);
    if (members.length === 0 && index === undefined) return this.#leaf(type, place);
    for (const member of members) this.#walkMember(member, place);
    if (index !== undefined) this.#walkIndex(index.type, place);
  }

  #walkMember({ name, full }: Member, place: RootedPlace): void {
    // What reads the same and leads nowhere else is what it was.
    const isSafe = place.reach === 0 && !this.#scope.leadsToChange(full);
    // What is called is the business of other styles.
    if (isSafe || this.#scope.surface.checker.getNonNullableType(full).getCallSignatures().length > 0) return;
    this.#walk(full, {
      ...place,
      expression: `${place.expression}${memberAccess(name)}`,
      member: place.member === "" ? name : `${place.member}.${name}`,
      depth: place.depth + 1,
    });
  }

  #walkIndex(type: ts.Type, place: RootedPlace): void {
    const own = `entry${place.depth}`;
    const lines = [...place.lines, `for (const ${own} of Object.values(${place.expression})) {`];
    this.#walk(type, { ...place, expression: own, lines, depth: place.depth + 1 });
  }

  #walkUnion(type: ts.UnionType, place: RootedPlace): void {
    const structured = type.types.filter(
      (own) => (own.flags & ts.TypeFlags.Object) !== 0 || (own.isIntersection() && !isOpenText(own)),
    );
    const others = type.types.filter((own) => !structured.includes(own));
    const isOnlyAbsent = others.every(({ flags }) => (flags & ABSENT) !== 0);
    const [only, second] = structured;
    if (only === undefined || !isOnlyAbsent) return this.#leaf(type, place);
    const part = `part${place.depth}`;
    const guards = others.map((own) =>
      (own.flags & ts.TypeFlags.Null) !== 0 ? `${part} !== null` : `${part} !== undefined`,
    );
    const lines = [...place.lines, `const ${part} = ${place.expression};`];
    if (guards.length > 0) lines.push(`if (${guards.join(" && ")}) {`);
    const inner = { ...place, expression: part, lines, depth: place.depth + 1 };
    if (second === undefined) return this.#walk(only, inner);
    return this.#walkAlternatives(structured, inner);
  }

  #walkAlternatives(alternatives: readonly ts.Type[], place: RootedPlace): void {
    const { checker } = this.#scope.surface;
    const tag = findTag(alternatives, checker);
    let isTold = false;
    for (const own of alternatives) {
      const literal = tag === undefined ? undefined : tag.literals.get(own);
      const [unique] = tag === undefined ? ownMembers(own, alternatives, checker) : [];
      const test =
        tag !== undefined && literal !== undefined
          ? `${place.expression}${memberAccess(tag.name)} === ${literal}`
          : unique !== undefined
            ? `${JSON.stringify(unique)} in ${place.expression}`
            : undefined;
      if (test === undefined) continue;
      isTold = true;
      this.#walk(own, { ...place, lines: [...place.lines, `if (${test}) {`], depth: place.depth + 1 });
    }
    if (!isTold) return this.#leafOf(alternatives, place);
    const writer = new CodeWriter(this.#scope.surface);
    const [first, ...rest] = alternatives.map((own) => writer.membersOf(own));
    for (const { name } of first ?? []) {
      if (name === tag?.name || !rest.every((members) => members.some((own) => own.name === name))) continue;
      const all = alternatives
        .map((own) => checker.getPropertyOfType(own, name))
        .filter((own) => own !== undefined);
      const types = all.map((own) => checker.getTypeOfSymbol(own));
      this.#leafOf(types, {
        ...place,
        expression: `${place.expression}${memberAccess(name)}`,
        member: place.member === "" ? name : `${place.member}.${name}`,
      });
    }
  }

  #leaf(type: ts.Type, place: RootedPlace): void {
    this.#leafOf([type], place);
  }

  #leafOf(types: readonly ts.Type[], place: RootedPlace): void {
    const { owner, member, through, lines, expression } = place;
    const writer = new CodeWriter(this.#scope.surface);
    const root = place.root(writer);
    const written = types.map((type) => writer.type(type));
    if (written.includes(undefined)) return this.#scope.skip("reader", owner);
    const all = [...new Set(written)].join(" | ");
    const body = [...lines, `const read: ${all} = ${expression};`, "void read;"];
    this.#scope.add({
      style: "reader",
      owner,
      ...(member !== "" && { member }),
      through,
      imports: writer.imports(),
      code: indent(body).replaceAll(HERE, () => root),
    });
  }
}

type RootedPlace = Place & { readonly root: (writer: CodeWriter) => string };

const ABSENT = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;
/** Stands for the type at the root until it is written. */
const HERE = "\u0000";

/** Lines of a function, each block closed again. */
function indent(lines: readonly string[]): string {
  let depth = 0;
  const written = lines.map((line) => {
    const own = `${"  ".repeat(depth)}${line}`;
    if (line.endsWith("{")) depth += 1;
    return own;
  });
  for (; depth > 0; depth--) written.push(`${"  ".repeat(depth - 1)}}`);
  return written.join("\n");
}
