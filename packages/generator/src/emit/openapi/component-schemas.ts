import type {
  Declaration,
  Identifier,
  InterfaceDeclaration,
  Member,
  PropertySignature,
  TypeAliasDeclaration,
  TypeNode,
} from "./type-nodes.ts";

/** The members of `components["schemas"]` in what openapi-typescript makes. */
export interface ComponentSchemas {
  readonly members: readonly PropertySignature[];
  /** All nodes, with other members in place of these. */
  replace(members: readonly PropertySignature[]): readonly Declaration[];
}

/** Undefined where there are none. */
export function findComponentSchemas(nodes: readonly Declaration[]): ComponentSchemas | undefined {
  const components = nodes.find(
    (node): node is InterfaceDeclaration =>
      node.kind === "InterfaceDeclaration" && node.name.text === "components",
  );
  const schemas = components?.members.find((member) => isProperty(member) && member.name.text === "schemas");
  if (components === undefined || schemas?.type.kind !== "TypeLiteral") return undefined;
  return {
    members: schemas.type.members.filter((member) => isProperty(member)),
    replace: (members) => {
      const named: Member = { ...schemas, type: { kind: "TypeLiteral", members } };
      const updated: Declaration = {
        ...components,
        members: components.members.map((member) => (member === schemas ? named : member)),
      };
      return nodes.map((node) => (node === components ? updated : node));
    },
  };
}

/** `type Name = …;` */
export function aliasDeclaration(name: string, type: TypeNode): TypeAliasDeclaration {
  return { kind: "TypeAliasDeclaration", modifiers: [], name: identifierNode(name), type };
}

export function identifierNode(text: string): Identifier {
  return { kind: "Identifier", text, escapedText: text };
}

function isProperty(member: Member): member is PropertySignature {
  return member.kind === "PropertySignature";
}
