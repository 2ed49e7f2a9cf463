import ts, { type Node, type TypeNode } from "typescript";

import { findComponentSchemas, nameOf, withType } from "./component-schemas.ts";

const { factory } = ts;

/**
 * Gives schemas that contain themselves without an object between (`Value: Value[] | string`) aliases of their own. As members
 * of `components["schemas"]` they would be circular and not compile: TypeScript puts off what an array holds in aliases alone.
 */
export function nameSelfContaining(nodes: readonly Node[]): Node[] {
  const schemas = findComponentSchemas(nodes);
  if (schemas === undefined) return [...nodes];
  const references = new Map(schemas.members.map((member) => [nameOf(member), referencesIn(member.type)]));
  const aliases = new Map(
    [...references.keys()]
      .filter((name) => containsItself(name, references))
      .map((name, index) => [name, `SelfContaining${index + 1}`]),
  );
  if (aliases.size === 0) return [...nodes];
  const declarations: Node[] = [];
  const members = schemas.members.map((member) => {
    const alias = member.type === undefined ? undefined : aliases.get(nameOf(member));
    if (member.type === undefined || alias === undefined) return member;
    const type = useAliases(member.type, aliases);
    declarations.push(factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
    return withType(member, factory.createTypeReferenceNode(alias));
  });
  return [...schemas.replace(members), ...declarations];
}

/** Names of the schemas that a type refers to where nothing puts off their reading, as an object does. */
function referencesIn(type: TypeNode | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Node): void => {
    if (ts.isTypeLiteralNode(node)) return;
    const name = referredSchema(node);
    if (name === undefined) ts.forEachChild(node, visit);
    else found.add(name);
  };
  if (type !== undefined) visit(type);
  return found;
}

/** TypeScript puts off what an array holds only where that is the name of an alias. */
function useAliases(type: TypeNode, aliases: ReadonlyMap<string, string>): TypeNode {
  const { transformed } = ts.transform(type, [
    (context) => {
      const visit = (node: Node): Node => {
        const alias = aliases.get(referredSchema(node) ?? "");
        if (alias !== undefined) return factory.createTypeReferenceNode(alias);
        return ts.isTypeLiteralNode(node) ? node : ts.visitEachChild(node, visit, context);
      };
      return (root) => ts.visitNode(root, visit, ts.isTypeNode);
    },
  ]);
  return transformed[0] ?? type;
}

/** `X` of `components["schemas"]["X"]`. */
function referredSchema(node: Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  if (textOfIndex(node.objectType.indexType) !== "schemas") return undefined;
  return textOfIndex(node.indexType);
}

function textOfIndex(node: TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
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
