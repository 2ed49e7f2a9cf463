// Which families of laws a document arms beyond its lifecycles; pure.
import type { ApiModel, Lifecycle, Operation, Pointer, SecurityScheme } from "@specloom/api-model";
import { canCreate, operationOf } from "../document/roles.ts";
import { schemasOf } from "../judge/schemas.ts";
import { filterParameters } from "../make/filter-parameters.ts";
import { conformanceCodes, type CheckCode } from "./check-kinds.ts";

/** A family of laws; each has its own way to look. */
export type LawFamily = "list" | "expand" | "nesting" | "secrets" | "token" | "protocol";

/** A scenario of laws, before it has a name. */
export interface PlannedLaws {
  readonly family: LawFamily;
  readonly name: string;
  readonly resource: readonly string[];
  readonly entries: readonly {
    readonly operation: Operation;
    readonly code: CheckCode;
    readonly pointer?: Pointer;
  }[];
}

/** The laws of a document, family by family. */
export function planLaws(model: ApiModel): readonly PlannedLaws[] {
  return [
    ...model.lifecycles.flatMap((lifecycle) => listLaws(model, lifecycle)),
    ...model.operations.flatMap((operation) => expandLaws(operation)),
    ...model.lifecycles.flatMap((lifecycle) => nestingLaws(model, lifecycle)),
    ...model.lifecycles.flatMap((lifecycle) => secretLaws(model, lifecycle)),
    ...model.securitySchemes.flatMap((scheme) => tokenLaws(model, scheme)),
    ...model.operations.flatMap((operation) => protocolLaws(model, operation)),
  ];
}

function listLaws(model: ApiModel, lifecycle: Lifecycle): readonly PlannedLaws[] {
  const { operations, identity } = lifecycle;
  if (operations.list === undefined || identity === undefined) return [];
  const operation = operationOf(model, operations.list);
  const { pagination } = operation;
  const declaration = `${operation.pointer}/x-specloom/pagination`;
  const arm = (code: CheckCode, pointer?: Pointer) =>
    pointer === undefined ? { operation, code } : { operation, code, pointer };
  const limit = operation.parameters.query.find(({ name }) => name === pagination?.limit)?.pointer;
  const entries = [
    ...(operations.create !== undefined
      ? [
          arm("walk-no-duplicates"),
          arm("walk-no-gaps"),
          { operation: operationOf(model, operations.create), code: "creates-one" as const },
        ]
      : []),
    arm("order-stable"),
    ...(limit === undefined ? [] : [arm("page-within-limit", limit)]),
    ...(pagination !== undefined && "total" in pagination ? [arm("total-counts", declaration)] : []),
    ...(pagination?.kind === "page" && pagination.pages !== undefined
      ? [arm("pages-counted", `${declaration}/pages`)]
      : []),
  ];
  if (pagination?.kind === "cursor") {
    const step = [pagination.next, pagination.previous].some((each) => each?.more !== undefined);
    entries.push(arm("list-ends"), arm("cursors-given", declaration));
    if (step) entries.push(arm("more-told", declaration));
    if (pagination.previous !== undefined) entries.push(arm("previous-inverts-next"));
    if (pagination.malformed.length > 0) entries.push(arm("malformed-cursor", `${declaration}/malformed`));
  }
  if (filterParameters(schemasOf(model), operation).length > 0) entries.push(arm("filter-sound"));
  return [laws("list", lifecycle.resource.join("."), [...entries, ...conformance(operation)])];
}

function expandLaws(operation: Operation): readonly PlannedLaws[] {
  const parameter = operation.parameters.query.find(({ expands }) => expands.length > 0);
  if (parameter === undefined || operation.method !== "GET") return [];
  const { pointer } = parameter;
  return [
    laws("expand", operation.id, [
      { operation, code: "expand-honoured", pointer },
      { operation, code: "expand-only-on-request", pointer },
      ...conformance(operation),
    ]),
  ];
}

function nestingLaws(model: ApiModel, lifecycle: Lifecycle): readonly PlannedLaws[] {
  const { retrieve, update, replace, delete: remove, create, list } = lifecycle.operations;
  const holder = lifecycle.parents.at(-1);
  if (holder?.kind !== "lifecycle" || !canCreate(lifecycle)) return [];
  const parent = model.lifecycles.find(({ resource }) => resource.join(".") === holder.resource.join("."));
  if (parent === undefined || !canCreate(parent)) return [];
  const arm = (id: string | undefined, code: CheckCode) =>
    id === undefined ? [] : [{ operation: operationOf(model, id), code }];
  const changing = [retrieve, update, replace, remove];
  const isUnharmed = retrieve !== undefined && changing.filter((id) => id !== undefined).length > 1;
  const ends = parent.operations.delete !== undefined;
  const entries = [
    ...[...changing, list].flatMap((id) => arm(id, "child-under-other-parent")),
    ...(parent.operations.retrieve === undefined ? [] : arm(create, "neighbour-unharmed")),
    ...(isUnharmed ? arm(retrieve, "neighbour-unharmed") : []),
    ...(ends
      ? [
          ...[retrieve, list].flatMap((id) => arm(id, "child-gone-with-parent")),
          ...arm(create, "no-child-without-parent"),
        ]
      : []),
  ];
  return entries.length === 0 ? [] : [laws("nesting", lifecycle.resource.join("."), entries)];
}

function secretLaws(model: ApiModel, lifecycle: Lifecycle): readonly PlannedLaws[] {
  const { create, retrieve, list, delete: remove } = lifecycle.operations;
  if (create === undefined || !lifecycle.secrets.some(({ exchange }) => exchange !== undefined)) return [];
  const operation = operationOf(model, create);
  const codes: readonly CheckCode[] = [
    "secret-works",
    "token-answer",
    "wrong-secret-refused",
    ...(remove === undefined ? [] : (["secret-stays", "secret-dies"] as const)),
  ];
  const used = [retrieve, list].flatMap((id) =>
    id === undefined ? [] : conformance(operationOf(model, id)),
  );
  const entries = [...codes.map((code) => ({ operation, code })), ...used];
  return [laws("secrets", lifecycle.resource.join("."), entries)];
}

/** Told of the first operation that the scheme opens: the document has none for the token URL. */
function tokenLaws(model: ApiModel, scheme: SecurityScheme): readonly PlannedLaws[] {
  const operation = model.operations.find(({ security }) =>
    security.some((alternative) => alternative.some((each) => each.scheme === scheme.name)),
  );
  if (scheme.kind !== "oauth2" || scheme.clientCredentials === undefined || operation === undefined)
    return [];
  const codes: readonly CheckCode[] = ["token-answer", "wrong-secret-refused"];
  return [
    laws(
      "token",
      scheme.name,
      codes.map((code) => ({ operation, code })),
    ),
  ];
}

/** What each answer to valid calls of an operation owes. */
function conformance(operation: Operation): PlannedLaws["entries"] {
  return (["accepted", ...conformanceCodes] as const).map((code) => ({ operation, code }));
}

function protocolLaws(model: ApiModel, operation: Operation): readonly PlannedLaws[] {
  if (operation.method !== "GET") return [];
  const own = model.operations.filter(({ path }) => path === operation.path);
  const lacks = ["PUT", "PATCH", "POST"].some((name) => own.every(({ method }) => method !== name));
  const codes: readonly CheckCode[] = [
    ...(lacks ? (["method-not-allowed"] as const) : []),
    "head-like-get",
    "unknown-path",
  ];
  return [
    laws(
      "protocol",
      operation.id,
      codes.map((code) => ({ operation, code })),
    ),
  ];
}

function laws(family: LawFamily, name: string, entries: PlannedLaws["entries"]): PlannedLaws {
  return { family, name, entries, resource: entries[0]?.operation.call.resource ?? [] };
}
