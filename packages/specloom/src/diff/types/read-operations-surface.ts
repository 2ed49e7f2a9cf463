// The operations that consumers reach from what exported functions give them: `client.organizations.serviceAccounts.list`.
import ts from "typescript";

import { CodeWriter } from "./code-writer.ts";
import type { OperationSurface } from "./consumer-code.ts";
import { keyOf, type ExportedName, type Surface } from "./read-surface.ts";

const DEEPEST = 12;

export function readOperations(surface: Surface): OperationSurface[] {
  const found: OperationSurface[] = [];
  const roots = new Set<string>();
  for (const name of surface.names) {
    if (!name.isValue) continue;
    for (const signature of surface.valueTypeOf(name).getCallSignatures()) {
      const root = surface.nameOf(signature.getReturnType());
      if (root === undefined || root.arity > 0 || !root.isType || roots.has(keyOf(root))) continue;
      // A factory of one resource is entered by its client.
      if (name.specifiers[0] !== name.package) continue;
      roots.add(keyOf(root));
      visit(surface, { owner: root, root, path: [] }, found);
    }
  }
  return found;
}

interface Node {
  readonly owner: ExportedName;
  readonly root: ExportedName;
  readonly path: readonly string[];
}

function visit(surface: Surface, { owner, root, path }: Node, found: OperationSurface[]): void {
  if (path.length > DEEPEST) return;
  const { checker } = surface;
  for (const { name, type, symbol } of new CodeWriter(surface).membersOf(surface.typeOf(owner))) {
    const own = checker.getNonNullableType(type);
    if (own.getCallSignatures().length > 0) found.push({ owner, method: name, root, path, symbol });
    else {
      const child = surface.nameOf(own);
      const isResource =
        child?.package === root.package && child.arity === 0 && keyOf(child) !== keyOf(owner);
      if (isResource && (own.flags & ts.TypeFlags.Object) !== 0)
        visit(surface, { owner: child, root, path: [...path, name] }, found);
    }
  }
}
