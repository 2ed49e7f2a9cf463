// Which operations share a file of validators. A file is closed, so it holds every schema that its answers reach; where each
// resource reaches nearly all of them, a file a resource would be the whole document again for each.
import type { ApiModel, Json, Operation, SchemaID } from "@specloom/api-model";

import { resourceFiles } from "../resource-files.ts";

/** How often a schema may be compiled on average. Large documents of loosely coupled resources stay below 4. */
const MOST_COPIES = 10;
/** The file of all, where that is exceeded. No resource has a file of that name: theirs lie a folder below. */
const ALL = "all-validators";

/**
 * Operations by the file of their validators: one a resource, or one for all where those would repeat each other too much.
 *
 * @param schemasOf the schemas of an operation's answers
 */
export function groupOperations(
  operations: readonly Operation[],
  model: ApiModel,
  schemasOf: (operation: Operation) => readonly SchemaID[],
): ReadonlyMap<string, readonly Operation[]> {
  const fileOf = resourceFiles(model);
  const byResource = Map.groupBy(operations, ({ call }) =>
    fileOf(call.resource).replace(/^resources\//, "validators/"),
  );
  const reach = createReach(model);
  const reached = [...byResource.values()].map((group) => reach(group.flatMap((one) => schemasOf(one))));
  const copies = reached.reduce((sum, { size }) => sum + size, 0);
  const distinct = reached.reduce((all, schemas) => all.union(schemas), new Set<SchemaID>());
  return copies > MOST_COPIES * distinct.size ? new Map([[ALL, operations]]) : byResource;
}

/** Schemas, and all that they refer to. */
function createReach(model: ApiModel): (ids: Iterable<SchemaID>) => ReadonlySet<SchemaID> {
  const known = new Map<SchemaID, ReadonlySet<SchemaID>>();
  const referencesOf = (id: SchemaID): ReadonlySet<SchemaID> => {
    const found = known.get(id) ?? collectReferences(model.schemas[id], new Set());
    known.set(id, found);
    return found;
  };
  return (ids) => {
    const reached = new Set(ids);
    // What is added while it is walked is walked too.
    for (const id of reached) for (const reference of referencesOf(id)) reached.add(reference);
    return reached;
  };
}

function collectReferences(value: Json | undefined, found: Set<SchemaID>): ReadonlySet<SchemaID> {
  if (typeof value !== "object" || value === null) return found;
  for (const [name, inner] of Object.entries(value)) {
    if (name === "$ref" && typeof inner === "string") found.add(inner);
    else collectReferences(inner, found);
  }
  return found;
}
