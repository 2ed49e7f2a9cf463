// What is created, read and deleted, seen from the shape of the paths: operations that share a node of the tree and a
// collection path are one lifecycle; what shape does not tell (managed members, secrets, uniqueness) is declared.
import type {
  Lifecycle,
  Operation,
  Parameter,
  Parent,
  Pointer,
  SchemaID,
  SecurityScheme,
  Tenant,
} from "./model.ts";
import { findJsonContent, findSuccess } from "./find-response.ts";
import { findIdentity } from "./lifecycles/find-identity.ts";
import { groupOperations, type OperationGroup } from "./lifecycles/group-operations.ts";
import { joinPointer } from "./pointer.ts";
import { pathParameters, pathShape } from "./read/path-template.ts";
import { collectDeclarations } from "./read/read-declarations.ts";
import type { Reading } from "./read/reading.ts";
import { itemsSchemaOf, schemaAt } from "./read/schema-shape.ts";

interface LifecycleInput {
  readonly reading: Reading;
  readonly operations: readonly Operation[];
  /** Nodes that path items declare, as dotted paths. */
  readonly declaredNodes: ReadonlySet<string>;
  readonly tenant: Tenant | undefined;
  readonly schemes: readonly SecurityScheme[];
}

/** One entry a collection or singleton, in the order in which operations first show them. */
export function inferLifecycles(input: LifecycleInput): Lifecycle[] {
  const { reading, operations, declaredNodes } = input;
  const groups = groupOperations(operations, declaredNodes, reading.report);
  const makers = new Map(
    groups.flatMap((group) =>
      group.roles.has("create") && group.itemPath !== undefined
        ? [[pathShape(group.itemPath), group] as const]
        : [],
    ),
  );
  const used = new Set<Pointer>();
  const lifecycles = groups.map((group) => buildLifecycle(input, group, { makers, used }));
  reportUnusedBlocks(reading, used);
  return lifecycles;
}

interface Surroundings {
  /** Groups that create items, by shape of the item's path. */
  readonly makers: ReadonlyMap<string, OperationGroup>;
  /** Collects the schemas whose x-specloom blocks a lifecycle has read. */
  readonly used: Set<Pointer>;
}

function buildLifecycle(
  input: LifecycleInput,
  group: OperationGroup,
  { makers, used }: Surroundings,
): Lifecycle {
  const { reading } = input;
  const { roles, itemPath, collectionPath, resource } = group;
  const representation = representationOf(reading, group);
  const declared = collectDeclarations(
    reading,
    [representation, answerOf(roles.get("create"))],
    input.schemes,
  );
  for (const pointer of declared.used) used.add(pointer);
  const item = itemPath === undefined ? undefined : itemParameterOf(group, itemPath);
  const identity =
    declared.identity ?? (representation && item && findIdentity(reading.document, representation, item));
  return {
    kind: "lifecycle",
    resource,
    collectionPath,
    ...(itemPath === undefined ? {} : { itemPath }),
    parents: pathParameters(collectionPath).map((parameter) =>
      parentOf(input.tenant, { group, parameter, makers }),
    ),
    ...(item === undefined ? {} : { itemParameter: item.name }),
    ...(identity === undefined ? {} : { identity }),
    ...(representation === undefined ? {} : { representation }),
    operations: Object.fromEntries([...roles].map(([role, operation]) => [role, operation.id])),
    managed: declared.managed,
    secrets: declared.secrets,
    unique: declared.unique,
  };
}

function answerOf(operation: Operation | undefined): SchemaID | undefined {
  return operation && findJsonContent(findSuccess(operation)?.content)?.schema;
}

/** What `retrieve` answers, else an item of the list, else what `create` answers. */
function representationOf(reading: Reading, { roles }: OperationGroup): SchemaID | undefined {
  return (
    answerOf(roles.get("retrieve")) ?? listedItem(reading, roles.get("list")) ?? answerOf(roles.get("create"))
  );
}

function listedItem({ document }: Reading, list: Operation | undefined): SchemaID | undefined {
  const answer = answerOf(list);
  if (answer === undefined) return undefined;
  const items = list?.pagination ? schemaAt(document, answer, list.pagination.items) : answer;
  return items && itemsSchemaOf(document, items);
}

function itemParameterOf({ roles }: OperationGroup, itemPath: string): Parameter | undefined {
  const name = pathParameters(itemPath).at(-1);
  return [...roles.values()]
    .filter((operation) => operation.path === itemPath)
    .flatMap((operation) => operation.parameters.path)
    .find((parameter) => parameter.name === name);
}

function parentOf(
  tenant: Tenant | undefined,
  { group, parameter, makers }: { group: OperationGroup; parameter: string; makers: Surroundings["makers"] },
): Parent {
  if (tenant?.parameter === parameter) return { kind: "tenant", parameter };
  const end = group.collectionPath.indexOf(`{${parameter}}`) + parameter.length + 2;
  const maker = makers.get(pathShape(group.collectionPath.slice(0, end)));
  return maker === undefined || maker === group
    ? { kind: "given", parameter }
    : { kind: "lifecycle", parameter, resource: maker.resource };
}

function reportUnusedBlocks({ schemas, report }: Reading, used: ReadonlySet<Pointer>): void {
  for (const pointer of schemas.extensions.keys()) {
    if (used.has(pointer)) continue;
    report("x-specloom-unused", joinPointer(pointer, "x-specloom"), {
      message: "No collection is created, listed or retrieved with this schema; the block has no effect.",
      hint: "Move it to the schema that `retrieve`, `list` or `create` answers.",
    });
  }
}
