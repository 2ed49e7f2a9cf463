import type { Operation } from "../model.ts";
import { joinPointer } from "../pointer.ts";
import type { Report } from "../problem-codes.ts";
import { pathShape } from "../read/path-template.ts";

const ROLES = ["create", "list", "retrieve", "update", "replace", "delete"] as const;
/** What an operation does in a lifecycle. */
export type Role = (typeof ROLES)[number];

/** Operations that belong to one lifecycle. */
export interface OperationGroup {
  readonly resource: readonly string[];
  readonly collectionPath: string;
  readonly itemPath: string | undefined;
  readonly roles: ReadonlyMap<Role, Operation>;
}

/**
 * Groups operations by node of the tree and collection path, one group a node: where several collections share a node,
 * the one with most roles. On a node that a path item declares (`x-specloom`) all operations belong together.
 */
export function groupOperations(
  operations: readonly Operation[],
  declaredNodes: ReadonlySet<string>,
  report: Report,
): OperationGroup[] {
  const candidates = operations.filter((operation) => isRole(operation.verb));
  const byNode = Map.groupBy(candidates, ({ call }) => call.resource.join("."));
  return [...byNode].flatMap(([node, members]) => {
    const parts = declaredNodes.has(node)
      ? [members]
      : [...Map.groupBy(members, (operation) => pathShape(collectionOf(operation.path))).values()];
    const groups = parts.map(toGroup).filter(isLifecycle);
    const [best, ...others] = groups.toSorted((left, right) => right.roles.size - left.roles.size);
    if (best === undefined) return [];
    for (const other of others) reportShared(other, best, report);
    return [best];
  });
}

function isRole(verb: string): verb is Role {
  return ROLES.some((role) => role === verb);
}

/** Path without the item's last segment; a path that ends in a fixed segment is its own collection. */
function collectionOf(path: string): string {
  return endsInParameter(path) ? path.slice(0, path.lastIndexOf("/")) : path;
}

function endsInParameter(path: string): boolean {
  return /\/\{[^/{}]*\}$/.test(path);
}

function toGroup(operations: readonly Operation[]): OperationGroup {
  const roles = new Map<Role, Operation>();
  for (const operation of operations) {
    if (isRole(operation.verb) && !roles.has(operation.verb)) roles.set(operation.verb, operation);
  }
  const item = operations.find(({ path }) => endsInParameter(path));
  return {
    resource: operations[0]?.call.resource ?? [],
    collectionPath: collectionOf((item ?? operations[0])?.path ?? "/"),
    itemPath: item?.path,
    roles,
  };
}

/** A lone GET that answers one thing has no life: nothing lists, makes, changes or ends it. */
function isLifecycle({ roles, itemPath }: OperationGroup): boolean {
  return (
    roles.has("list") ||
    roles.has("create") ||
    itemPath !== undefined ||
    (roles.has("retrieve") && roles.size > 1)
  );
}

function reportShared(other: OperationGroup, best: OperationGroup, report: Report): void {
  report("shared-lifecycle", joinPointer("#/paths", other.itemPath ?? other.collectionPath), {
    message: `${other.collectionPath} shares the node ${best.resource.join(".")} with ${best.collectionPath}, which has the lifecycle there.`,
    hint: "Give one of the path items another `resource` under x-specloom, if both should be seen.",
  });
}
