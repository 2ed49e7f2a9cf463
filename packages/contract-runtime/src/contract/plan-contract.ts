// Which scenarios a document asks for, and which checks each decides: known from the model alone, before any request.
import type { ApiModel, Lifecycle, Operation, Pointer } from "@specloom/api-model";
import { effectWitness } from "../document/effect-witness.ts";
import { canCreate, isSafe, lifecycleOf, operationOf } from "../document/roles.ts";
import { distinctAlternatives, insufficientParts, lacksScope } from "../document/security.ts";
import { tellsStatus } from "../judge/judge-answer.ts";
import { schemasOf } from "../judge/schemas.ts";
import { coverageCases } from "../make/coverage-cases.ts";
import { checkKinds, conformanceCodes, type CheckCode } from "./check-kinds.ts";
import { echoCode } from "./echo-code.ts";
import { planLaws } from "./plan-laws.ts";
import type { Check, Phase, Scenario } from "./check.ts";

interface Entry {
  readonly operation: Operation;
  readonly code: CheckCode;
  readonly pointer?: Pointer;
}

/**
 * Every scenario of a document with its named checks. Pure: the same model gives the same plan, so a test framework can
 * declare its tests from it before anything runs.
 * @param options `runs`: how many sequences the fuzz phase makes; with 0 the plan lacks it
 */
export function planContract(
  model: ApiModel,
  { runs = 0 }: { readonly runs?: number | undefined } = {},
): readonly Scenario[] {
  return [
    ...model.operations.map((operation) => planExamples(operation)),
    ...model.operations.flatMap((operation) => planCoverage(model, operation)),
    ...model.lifecycles.flatMap((lifecycle) => planLifecycle(model, lifecycle)),
    ...planLaws(model).map(({ family, name, resource, entries }) =>
      scenario("laws", { name: `${family}/${name}`, resource }, entries),
    ),
    ...model.operations.flatMap((operation) => planProtection(model, operation)),
    ...(runs === 0 ? [] : model.lifecycles.flatMap((lifecycle) => planFuzz(model, lifecycle))),
  ];
}

/** Sequences are told of the creation with which each begins. */
function planFuzz(model: ApiModel, { operations, identity, resource }: Lifecycle): readonly Scenario[] {
  if (operations.create === undefined || identity === undefined) return [];
  const create = operationOf(model, operations.create);
  const entries: Entry[] = [
    { operation: create, code: "history-kept" },
    { operation: create, code: "accepted" },
    ...conformanceCodes.map((code) => ({ operation: create, code })),
  ];
  return [scenario("fuzz", { name: resource.join("."), resource: create.call.resource }, entries)];
}

function planExamples(operation: Operation): Scenario {
  const codes: readonly CheckCode[] = ["accepted", ...conformanceCodes];
  const entries = codes.map((code) => ({ operation, code }));
  return scenario("examples", { name: operation.id, resource: operation.call.resource }, entries);
}

function planCoverage(model: ApiModel, operation: Operation): readonly Scenario[] {
  const cases = coverageCases(model, schemasOf(model), operation);
  const security = securityCodes(model, operation);
  if (cases.length === 0 && security.length === 0) return [];
  const purposes = [...new Set(cases.map(({ purpose }) => purpose))];
  const refusals = purposes.filter((purpose) => purpose !== "accept" && purpose !== "answer");
  const echo = purposes.includes("accept") ? echoCode(model, operation) : undefined;
  const codes: readonly CheckCode[] = [
    ...(purposes.includes("accept") ? (["accepted"] as const) : []),
    ...(echo === undefined ? [] : [echo]),
    ...refusals,
    ...(refusals.length > 0 && effectWitness(model, operation) !== undefined
      ? (["rejected-without-effect"] as const)
      : []),
    ...security,
    ...conformanceCodes,
    ...(refusals.length > 0 && tellsStatus(schemasOf(model), operation) ? (["error-status"] as const) : []),
  ];
  const entries = codes.map((code) => ({ operation, code }));
  return [scenario("coverage", { name: operation.id, resource: operation.call.resource }, entries)];
}

/** Armed where a request shows by which alternative it comes, or that it comes with a part of what is needed. */
function securityCodes(model: ApiModel, operation: Operation): readonly CheckCode[] {
  return [
    ...(distinctAlternatives(model, operation).length > 1 ? (["each-alternative"] as const) : []),
    ...(insufficientParts(model, operation).length > 0 ? (["whole-requirement"] as const) : []),
  ];
}

function planLifecycle(model: ApiModel, lifecycle: Lifecycle): readonly Scenario[] {
  const { list, retrieve } = lifecycle.operations;
  // Where nothing can be created, nothing is changed either: what is there belongs to somebody.
  const ids = new Set(canCreate(lifecycle) ? Object.values(lifecycle.operations) : [list, retrieve]);
  const operations = model.operations.filter(({ id }) => ids.has(id));
  const laws = lifecycleLaws(model, lifecycle);
  if (laws.length === 0) return [];
  const conformance = operations.flatMap((operation) =>
    (["accepted", ...conformanceCodes] as const).map((code) => ({ operation, code })),
  );
  const name = lifecycle.resource.join(".");
  // The node whose suite runs it is that of its operations: a declared lifecycle may have a name of its own.
  const resource = operations[0]?.call.resource ?? lifecycle.resource;
  return [scenario("lifecycle", { name, resource }, [...laws, ...conformance])];
}

/** The laws that a lifecycle's shape arms; each belongs to the operation that would break it. */
function lifecycleLaws(model: ApiModel, lifecycle: Lifecycle): readonly Entry[] {
  const roles = lifecycle.operations;
  const created = canCreate(lifecycle);
  const laws: Entry[] = [];
  const arm = (id: string | undefined, codes: readonly CheckCode[], pointer?: Pointer) => {
    if (id === undefined) return;
    const operation = operationOf(model, id);
    for (const code of codes) laws.push({ operation, code, ...(pointer === undefined ? {} : { pointer }) });
  };
  const declared = declarationPointer(lifecycle);
  const shown = secretsPointer(model, lifecycle);
  const limit = limitPointer(model, lifecycle);

  if (created) arm(roles.create, ["creation-echoes", "ids-differ"]);
  if (created && roles.retrieve !== undefined && documentsLocation(model, roles.create))
    arm(roles.create, ["location-leads-there"]);
  if (created && lifecycle.secrets.length > 0) arm(roles.create, ["secrets-differ"], shown);
  if (created) arm(roles.retrieve, ["read-equals-created"]);
  if (created || roles.list !== undefined) arm(roles.retrieve, ["two-reads-equal"]);
  if (created) arm(roles.list, ["list-holds-created"]);
  if (roles.retrieve !== undefined) arm(roles.list, ["list-item-equals-read"]);
  if (limit !== undefined) arm(roles.list, ["page-within-limit"], limit);
  if (roles.list !== undefined && operationOf(model, roles.list).pagination?.kind === "cursor")
    arm(roles.list, ["list-ends"]);
  for (const changing of [roles.update, roles.replace]) {
    if (!created) break;
    arm(changing, ["update-applied"]);
    arm(changing, [changing === roles.update ? "update-keeps-unsent" : "replace-drops-unsent"]);
    if (roles.retrieve !== undefined) arm(changing, ["update-then-read", "neighbour-unharmed"]);
    if (lifecycle.managed.some(({ changes }) => changes === "create"))
      arm(changing, ["managed-fixed"], declared);
    if (lifecycle.managed.some(({ changes }) => changes === "update"))
      arm(changing, ["managed-moves"], declared);
  }
  if (created && lifecycle.secrets.length > 0) {
    for (const reading of [roles.retrieve, roles.list, roles.update, roles.replace])
      arm(reading, ["secret-shown-once"], shown);
  }
  if (created && roles.delete !== undefined) {
    arm(roles.delete, ["second-delete-harmless"]);
    arm(roles.update, ["deleted-not-changed"]);
    arm(roles.replace, ["deleted-not-changed"]);
    arm(roles.retrieve, ["deleted-is-gone"]);
    arm(roles.list, ["deleted-not-listed"]);
    if (roles.retrieve !== undefined) arm(roles.delete, ["neighbour-unharmed"]);
  }
  return laws;
}

/** True where the document has a Location in a 201. */
function documentsLocation(model: ApiModel, create = ""): boolean {
  return operationOf(model, create).responses.some(
    ({ status, headers }) =>
      status === "201" && headers.some(({ name }) => name.toLowerCase() === "location"),
  );
}

function planProtection(model: ApiModel, operation: Operation): readonly Scenario[] {
  const guarded =
    operation.security.length > 0 && operation.security.every((alternative) => alternative.length > 0);
  if (!guarded) return [];
  const entries: Entry[] = [
    { operation, code: "no-credentials" },
    { operation, code: "bad-credentials" },
    { operation, code: "expired-credentials" },
    ...(lacksScope(operation, []) ? [{ operation, code: "missing-scope" } as const] : []),
  ];
  if (
    operation.security.every((alternative) => alternative.every(({ scheme }) => isHttpScheme(model, scheme)))
  ) {
    entries.push({ operation, code: "challenge" });
  }
  const { tenant } = model;
  if (tenant !== undefined && operation.parameters.path.some(({ name }) => name === tenant.parameter)) {
    const pointer = "#/x-specloom/tenant/otherTenant";
    entries.push({ operation, code: "other-tenant", pointer });
    const lifecycle = lifecycleOf(model, operation);
    const isFillable = operation.verb === "list" && lifecycle !== undefined && canCreate(lifecycle);
    if (isFillable || operation.parameters.path.some(({ name }) => name !== tenant.parameter))
      entries.push({ operation, code: "other-tenant-own-path", pointer });
  }
  if (effectWitness(model, operation) !== undefined)
    entries.push({ operation, code: "rejected-without-effect" });
  if (isBearer(model, operation))
    entries.push(
      { operation, code: "malformed-credentials" },
      { operation, code: "wrong-scheme" },
      ...(isSafe(operation) ? [{ operation, code: "scheme-in-any-case" } as const] : []),
    );
  entries.push(...conformanceCodes.map((code) => ({ operation, code })));
  return [scenario("protection", { name: operation.id, resource: operation.call.resource }, entries)];
}

/** True where a bearer token alone opens an operation, by every alternative. */
function isBearer(model: ApiModel, { security }: Operation): boolean {
  const kindOf = (scheme: string) => model.securitySchemes.find(({ name }) => name === scheme)?.kind;
  return security.every(
    (schemes) =>
      schemes.length === 1 &&
      schemes.every(({ scheme }) => ["bearer", "oauth2"].includes(kindOf(scheme) ?? "")),
  );
}

function isHttpScheme(model: ApiModel, name: string): boolean {
  const kind = model.securitySchemes.find((scheme) => scheme.name === name)?.kind;
  return kind === "bearer" || kind === "basic" || kind === "oauth2";
}

/** `x-specloom` of the representation; that of the whole document where the lifecycle has none. */
function declarationPointer(lifecycle: Lifecycle): Pointer {
  return lifecycle.representation === undefined ? "#/x-specloom" : `${lifecycle.representation}/x-specloom`;
}

/** Where the creation's answer declares its secrets. */
function secretsPointer(model: ApiModel, lifecycle: Lifecycle): Pointer {
  const create = lifecycle.operations.create;
  const responses = create === undefined ? [] : operationOf(model, create).responses;
  const schemas = responses.flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? []));
  const holder =
    schemas.find((id) => JSON.stringify(model.schemas[id] ?? {}).includes('"secrets"')) ??
    lifecycle.representation;
  return holder === undefined ? "#/x-specloom" : `${holder}/x-specloom/secrets`;
}

/** The parameter that bounds a page. */
function limitPointer(model: ApiModel, { operations }: Lifecycle): Pointer | undefined {
  if (operations.list === undefined) return undefined;
  const { pagination, parameters } = operationOf(model, operations.list);
  return pagination?.limit === undefined
    ? undefined
    : parameters.query.find(({ name }) => name === pagination.limit)?.pointer;
}

function scenario(
  phase: Phase,
  { name, resource }: { readonly name: string; readonly resource: readonly string[] },
  entries: readonly Entry[],
): Scenario {
  const id = `${phase}/${name}`;
  const checks = entries.map((entry) => check(id, phase, entry));
  const operations = [...new Set(checks.map(({ operation }) => operation))];
  return { id, phase, title: `${phase} of ${name}`, resource, operations, checks };
}

function check(scenarioId: string, phase: Phase, { operation, code, pointer }: Entry): Check {
  const kind = checkKinds[code];
  const place = pointer ?? (code === "accepted" ? operation.pointer : `${operation.pointer}/responses`);
  return {
    id:
      phase === "lifecycle" || phase === "laws"
        ? `${scenarioId}/${operation.id}/${code}`
        : `${scenarioId}/${code}`,
    code,
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    title: kind.title,
    licence: typeof kind.licence === "string" ? { kind: kind.licence, source: place } : kind.licence,
    pointer: place,
  };
}
