import type { Operation, Resource } from "./model.ts";

interface Node {
  readonly name: string;
  readonly path: readonly string[];
  readonly operations: string[];
  readonly children: Map<string, Node>;
}

/** The resource tree that the calls' names span, each node where an operation first needs it. */
export function buildResources(operations: readonly Operation[]): Resource[] {
  const root: Node = { name: "", path: [], operations: [], children: new Map() };
  for (const { id, call } of operations) {
    let node = root;
    for (const name of call.resource) {
      const child = node.children.get(name) ?? {
        name,
        path: [...node.path, name],
        operations: [],
        children: new Map(),
      };
      node.children.set(name, child);
      node = child;
    }
    node.operations.push(id);
  }
  return childrenOf(root);
}

function childrenOf(node: Node): Resource[] {
  return [...node.children.values()].map((child) => ({
    kind: "resource",
    name: child.name,
    path: child.path,
    operations: child.operations,
    resources: childrenOf(child),
  }));
}
