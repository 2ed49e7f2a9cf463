import ts, { type InterfaceDeclaration, type Node, type PropertySignature, type TypeNode } from "typescript";

const { factory } = ts;

/** The members of `components["schemas"]` in what openapi-typescript makes. */
export interface ComponentSchemas {
  readonly members: readonly PropertySignature[];
  /** All nodes, with other members in place of these. */
  replace(members: readonly PropertySignature[]): Node[];
}

/** Undefined where there are none. */
export function findComponentSchemas(nodes: readonly Node[]): ComponentSchemas | undefined {
  const components = nodes.find(
    (node): node is InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === "components",
  );
  const schemas = components?.members.find((member) => isMember(member, "schemas"));
  const type = schemas?.type;
  if (components === undefined || schemas === undefined || type === undefined || !ts.isTypeLiteralNode(type))
    return undefined;
  return {
    members: type.members.filter(ts.isPropertySignature),
    replace: (members) => {
      const named = withType(schemas, factory.updateTypeLiteralNode(type, factory.createNodeArray(members)));
      const updated = factory.updateInterfaceDeclaration(
        components,
        components.modifiers,
        components.name,
        components.typeParameters,
        components.heritageClauses,
        components.members.map((member) => (member === schemas ? named : member)),
      );
      return nodes.map((node) => (node === components ? updated : node));
    },
  };
}

export function nameOf({ name }: PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : "";
}

export function withType(member: PropertySignature, type: TypeNode): PropertySignature {
  return factory.updatePropertySignature(member, member.modifiers, member.name, member.questionToken, type);
}

function isMember(node: Node, name: string): node is PropertySignature {
  return ts.isPropertySignature(node) && nameOf(node) === name;
}
