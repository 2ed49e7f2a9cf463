// Which operation plays which part in which lifecycle, and where a lifecycle's things come from.
import type { ApiModel, Lifecycle, Operation } from "@specloom/api-model";
import { membersOf, typesThroughReferences, type Member } from "../schema/schema-view.ts";
import { createEntityView, type EntityView } from "./entity-view.ts";
import { isBelow, templateParameters, templateShape } from "./path-template.ts";
import { planSuccess } from "./success-plan.ts";

export type Role = keyof Lifecycle["operations"];

/**
 * `created`: by calls, so a collection starts empty; `seeded`: nothing creates them but a list shows them, so some are
 * there; `assumed`: nothing creates or lists them, so whichever is asked for is there.
 */
export type Origin = "created" | "seeded" | "assumed";

export interface LifecycleEntry {
  readonly lifecycle: Lifecycle;
  /** Resource path, joined by dots. */
  readonly name: string;
  readonly origin: Origin;
  /** False where a thing could not be found again: no member of it is known to fill its path, or its answers are lists. */
  readonly isKept: boolean;
  /** How many path values lead to a collection. */
  readonly depth: number;
  /** True where the things are the tenants themselves. */
  readonly isTenant: boolean;
  /** True where the path of the collection names the tenant. */
  readonly isTenantScoped: boolean;
  readonly byRole: Readonly<Partial<Record<Role, Operation>>>;
  /** Every member that an answer may show of a thing; owed where its usual representation owes it. */
  readonly members: () => ReadonlyMap<string, Member>;
  /** Names of the members that some request of the lifecycle can set. */
  readonly writable: () => ReadonlySet<string>;
  /** A thing as its representation shows it. */
  readonly view: () => EntityView;
}

export interface LifecycleIndex {
  roleOf(operation: Operation): { readonly entry: LifecycleEntry; readonly role: Role } | undefined;
  /** Lifecycles whose items the operation's path leads through, outermost first. */
  ancestorsOf(operation: Operation): readonly LifecycleEntry[];
  byName(name: string): LifecycleEntry | undefined;
}

const ROLES: readonly Role[] = ["create", "list", "retrieve", "update", "replace", "delete"];

export function createLifecycleIndex(model: ApiModel): LifecycleIndex {
  const operations = new Map(model.operations.map((operation) => [operation.id, operation]));
  const entries = model.lifecycles.map((lifecycle) => toEntry(model, lifecycle, operations));
  const roles = new Map(
    entries.flatMap((entry) =>
      ROLES.flatMap((role) => {
        const operation = entry.byRole[role];
        return operation === undefined ? [] : [[operation.id, { entry, role }] as const];
      }),
    ),
  );
  const names = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    roleOf: (operation) => roles.get(operation.id),
    byName: (name) => names.get(name),
    ancestorsOf: (operation) =>
      entries
        .filter(
          (entry) =>
            entry.isKept &&
            leadsThrough(operation, entry.lifecycle, roles.get(operation.id)?.entry.lifecycle),
        )
        .toSorted((first, second) => first.depth - second.depth),
  };
}

/** An operation on the item itself that plays no part in its lifecycle, an action, needs the item to be there too. */
function leadsThrough(operation: Operation, lifecycle: Lifecycle, own: Lifecycle | undefined): boolean {
  if (lifecycle.itemPath === undefined || lifecycle === own) return false;
  return (
    isBelow(operation.path, lifecycle.itemPath) ||
    templateShape(operation.path) === templateShape(lifecycle.itemPath)
  );
}

function toEntry(
  model: ApiModel,
  lifecycle: Lifecycle,
  operations: ReadonlyMap<string, Operation>,
): LifecycleEntry {
  const parameters = templateParameters(lifecycle.collectionPath);
  const found = ROLES.flatMap((role) => {
    const operation = operations.get(lifecycle.operations[role] ?? "");
    return operation === undefined ? [] : [[role, operation] as const];
  });
  const byRole: Partial<Record<Role, Operation>> = Object.fromEntries(found);
  return {
    lifecycle,
    name: lifecycle.resource.join("."),
    origin: originOf(lifecycle, byRole),
    isKept: isKept(model, lifecycle),
    depth: parameters.length,
    isTenant: model.tenant !== undefined && lifecycle.itemParameter === model.tenant.parameter,
    isTenantScoped: model.tenant !== undefined && parameters.includes(model.tenant.parameter),
    byRole,
    members: memoize(() => collectMembers(model, lifecycle, byRole)),
    writable: memoize(() => collectWritable(model, byRole)),
    view: memoize(() => createEntityView(model.schemas, model.schemas[lifecycle.representation ?? ""])),
  };
}

function memoize<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}

/** Members of the representation, then those that only the answers of creation, retrieval and change have. */
function collectMembers(
  model: ApiModel,
  lifecycle: Lifecycle,
  { create, retrieve, update, replace }: LifecycleEntry["byRole"],
): ReadonlyMap<string, Member> {
  const answers = [create, retrieve, update, replace].flatMap((operation) =>
    operation === undefined ? [] : planSuccess(operation).contents.flatMap(({ schema }) => schema ?? []),
  );
  const members = new Map<string, Member>();
  for (const id of [lifecycle.representation ?? [], ...answers].flat()) {
    for (const [name, member] of membersOf(model.schemas, model.schemas[id])) {
      const known = members.get(name);
      if (known === undefined || (member.required && !known.required))
        members.set(name, { ...member, ...known, required: member.required });
    }
  }
  return members;
}

function collectWritable(
  model: ApiModel,
  { create, update, replace }: LifecycleEntry["byRole"],
): ReadonlySet<string> {
  const contents = [create, update, replace].flatMap((operation) => operation?.body?.content ?? []);
  const schemas = contents.flatMap(({ schema }) => (schema === undefined ? [] : [model.schemas[schema]]));
  return new Set(schemas.flatMap((schema) => Array.from(membersOf(model.schemas, schema).keys())));
}

function isKept({ schemas }: ApiModel, { representation, itemPath, identity }: Lifecycle): boolean {
  if (representation === undefined || typesThroughReferences(schemas, schemas[representation]).has("array"))
    return false;
  return itemPath === undefined || identity !== undefined;
}

function originOf(lifecycle: Lifecycle, byRole: Readonly<Partial<Record<Role, Operation>>>): Origin {
  if (byRole.create !== undefined || creates(byRole)) return "created";
  return lifecycle.itemPath !== undefined && byRole.list !== undefined ? "seeded" : "assumed";
}

/** Whether a replacement creates what is not there: it says 201, and either says another status of success too or is the only one that can. */
export function creates({ create, replace }: LifecycleEntry["byRole"]): boolean {
  const successes = (replace?.responses ?? []).filter(({ status }) => status.startsWith("2"));
  const isCreated = successes.some(({ status }) => status === "201");
  return isCreated && (successes.length > 1 || create === undefined);
}
