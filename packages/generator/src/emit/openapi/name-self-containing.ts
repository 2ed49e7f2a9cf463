import { aliasDeclaration, findComponentSchemas, identifierNode } from "./component-schemas.ts";
import type { Declaration, TypeNode } from "./type-nodes.ts";

/**
 * Gives schemas that contain themselves without an object between (`Value: Value[] | string`) aliases of their own. As members
 * of `components["schemas"]` they would be circular and not compile: TypeScript puts off what an array holds in aliases alone.
 */
export function nameSelfContaining(nodes: readonly Declaration[]): readonly Declaration[] {
  const schemas = findComponentSchemas(nodes);
  if (schemas === undefined) return nodes;
  const references = new Map(schemas.members.map(({ name, type }) => [name.text, referencesIn(type)]));
  const aliases = new Map(
    [...references.keys()]
      .filter((name) => containsItself(name, references))
      .map((name, index) => [name, `SelfContaining${index + 1}`]),
  );
  if (aliases.size === 0) return nodes;
  const declarations: Declaration[] = [];
  const members = schemas.members.map((member) => {
    const alias = aliases.get(member.name.text);
    if (alias === undefined) return member;
    declarations.push(aliasDeclaration(alias, useAliases(member.type, aliases)));
    return { ...member, type: referenceTo(alias) };
  });
  return [...schemas.replace(members), ...declarations];
}

function referenceTo(name: string): TypeNode {
  return { kind: "TypeReference", typeName: identifierNode(name), typeArguments: [] };
}

/** Names of the schemas that a type refers to where nothing puts off their reading, as an object does. */
function referencesIn(type: TypeNode): ReadonlySet<string> {
  const found = new Set<string>();
  mapType(type, (node) => {
    const name = referredSchema(node);
    if (name !== undefined) found.add(name);
    return name === undefined ? undefined : node;
  });
  return found;
}

/** TypeScript puts off what an array holds only where that is the name of an alias. */
function useAliases(type: TypeNode, aliases: ReadonlyMap<string, string>): TypeNode {
  return mapType(type, (node) => {
    const alias = aliases.get(referredSchema(node) ?? "");
    return alias === undefined ? undefined : referenceTo(alias);
  });
}

/** A type in which `replace` has its way with each part that is in no object; what it gives nothing for is looked into. */
function mapType(node: TypeNode, replace: (node: TypeNode) => TypeNode | undefined): TypeNode {
  const map = (inner: TypeNode): TypeNode => mapType(inner, replace);
  const replaced = replace(node);
  if (replaced !== undefined) return replaced;
  switch (node.kind) {
    case "ArrayType":
      return { ...node, elementType: map(node.elementType) };
    case "IndexedAccessType":
      return { ...node, objectType: map(node.objectType), indexType: map(node.indexType) };
    case "IntersectionType":
    case "UnionType":
      return { ...node, types: node.types.map((type) => map(type)) };
    case "TupleType":
      return { ...node, elements: node.elements.map((type) => map(type)) };
    case "TypeReference":
      return { ...node, typeArguments: node.typeArguments.map((type) => map(type)) };
    default:
      return node;
  }
}

/** `X` of `components["schemas"]["X"]`. */
function referredSchema(node: TypeNode): string | undefined {
  if (node.kind !== "IndexedAccessType" || node.objectType.kind !== "IndexedAccessType") return undefined;
  if (textOfIndex(node.objectType.indexType) !== "schemas") return undefined;
  return textOfIndex(node.indexType);
}

function textOfIndex(node: TypeNode): string | undefined {
  return node.kind === "LiteralType" && node.literal.kind === "StringLiteral" ? node.literal.text : undefined;
}

function containsItself(name: string, references: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>();
  const waiting = [...(references.get(name) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(references.get(next) ?? []));
  }
  return false;
}
