import ts, { type InterfaceDeclaration, type Node, type PropertySignature, type TypeNode } from "typescript";

const { factory } = ts;

/**
 * Gives schemas that contain themselves without an object between (`Value: Value[] | string`) aliases of their own. As members
 * of `components["schemas"]` they would be circular and not compile: TypeScript puts off what an array holds in aliases alone.
 */
export function nameSelfContaining(nodes: readonly Node[]): Node[] {
  const components = nodes.find(
    (node): node is InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === "components",
  );
  const schemas = components?.members.find((member) => isMember(member, "schemas"));
  if (components === undefined || schemas?.type === undefined || !ts.isTypeLiteralNode(schemas.type))
    return [...nodes];
  const references = new Map(
    schemas.type.members
      .filter(ts.isPropertySignature)
      .map((member) => [nameOf(member), referencesIn(member.type)]),
  );
  const aliases = new Map(
    [...references.keys()]
      .filter((name) => containsItself(name, references))
      .map((name, index) => [name, `SelfContaining${index + 1}`]),
  );
  if (aliases.size === 0) return [...nodes];
  const declarations: Node[] = [];
  const members = schemas.type.members.map((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return member;
    const alias = aliases.get(nameOf(member));
    if (alias === undefined) return member;
    const type = useAliases(member.type, aliases);
    declarations.push(factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
    return withType(member, factory.createTypeReferenceNode(alias));
  });
  const named = withType(
    schemas,
    factory.updateTypeLiteralNode(schemas.type, factory.createNodeArray(members)),
  );
  const updated = factory.updateInterfaceDeclaration(
    components,
    components.modifiers,
    components.name,
    components.typeParameters,
    components.heritageClauses,
    components.members.map((member) => (member === schemas ? named : member)),
  );
  return [...nodes.map((node) => (node === components ? updated : node)), ...declarations];
}

function isMember(node: Node, name: string): node is PropertySignature {
  return ts.isPropertySignature(node) && nameOf(node) === name;
}

function nameOf({ name }: PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : "";
}

function withType(member: PropertySignature, type: TypeNode): PropertySignature {
  return factory.updatePropertySignature(member, member.modifiers, member.name, member.questionToken, type);
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
