// Which exported types consumers hand in, and which they are handed: followed from every function, to where types lead.
import ts from "typescript";

import { isOpenText, isReference } from "./code-writer.ts";
import { keyOf, type ExportedName, type Surface } from "./read-surface.ts";

export interface Directions {
  readonly taken: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
}

type Direction = "taken" | "given";

const OPPOSITE: Readonly<Record<Direction, Direction>> = { taken: "given", given: "taken" };

export function readDirections(surface: Surface): Directions {
  const walk = new Walk(surface);
  for (const name of surface.names) {
    if (!name.isValue) continue;
    const type = surface.valueTypeOf(name);
    for (const signature of type.getCallSignatures()) walk.call(signature, "given");
    for (const signature of type.getConstructSignatures()) walk.call(signature, "given");
  }
  addUnreached(surface, walk);
  return walk;
}

/**
 * What no function leads to can be anything, but for the body of a request whose members stand in a call's parameters: that
 * is handed in.
 */
function addUnreached(surface: Surface, walk: Walk): void {
  const unreached = surface.names.filter(
    (name) => name.isType && !walk.taken.has(keyOf(name)) && !walk.given.has(keyOf(name)),
  );
  const takenTypes = surface.names
    .filter((name) => walk.taken.has(keyOf(name)) && name.arity === 0)
    .map((name) => surface.typeOf(name));
  for (const name of unreached) {
    const type = surface.typeOf(name);
    walk.add(name, "taken");
    if (!takenTypes.some((own) => isPartOf(surface, type, own))) walk.add(name, "given");
  }
}

function isPartOf(surface: Surface, type: ts.Type, whole: ts.Type): boolean {
  const members = surface.checker.getPropertiesOfType(type);
  return (
    members.length > 0 &&
    members.every((member) => {
      const other = surface.checker.getPropertyOfType(whole, member.name);
      return (
        other !== undefined &&
        surface.checker.isTypeAssignableTo(
          surface.checker.getTypeOfSymbol(member),
          surface.checker.getTypeOfSymbol(other),
        )
      );
    })
  );
}

class Walk implements Directions {
  readonly taken = new Set<string>();
  readonly given = new Set<string>();
  readonly #surface: Surface;
  readonly #seen: Readonly<Record<Direction, Set<ts.Type>>> = { taken: new Set(), given: new Set() };

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  add(name: ExportedName, direction: Direction): void {
    this[direction].add(keyOf(name));
  }

  call(signature: ts.Signature, direction: Direction): void {
    const { checker } = this.#surface;
    for (const parameter of signature.parameters)
      this.follow(checker.getTypeOfSymbol(parameter), OPPOSITE[direction]);
    this.follow(signature.getReturnType(), direction);
    const guarded = checker.getTypePredicateOfSignature(signature)?.type;
    if (guarded !== undefined) this.follow(guarded, direction);
  }

  follow(type: ts.Type, direction: Direction): void {
    if (this.#seen[direction].has(type)) return;
    this.#seen[direction].add(type);
    const name = this.#surface.nameOf(type);
    if (name !== undefined) this.add(name, direction);
    if (type.isUnionOrIntersection() && !isOpenText(type)) {
      for (const own of type.types) this.follow(own, direction);
    }
    for (const own of type.aliasTypeArguments ?? []) this.follow(own, direction);
    if ((type.flags & ts.TypeFlags.Object) === 0) return;
    const { checker } = this.#surface;
    if (isReference(type)) for (const own of checker.getTypeArguments(type)) this.follow(own, direction);
    if (this.#surface.isOfLibrary(type) && type.getCallSignatures().length === 0) return;
    for (const signature of type.getCallSignatures()) {
      if ((signature.typeParameters ?? []).length === 0) this.call(signature, direction);
    }
    for (const member of checker.getPropertiesOfType(type)) {
      if (!member.escapedName.toString().startsWith("__@"))
        this.follow(checker.getTypeOfSymbol(member), direction);
    }
    for (const index of checker.getIndexInfosOfType(type)) this.follow(index.type, direction);
  }
}
