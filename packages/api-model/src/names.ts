// Gives names to everything that has one in code: resources, methods, arguments, types. Pure; the rule is in the parts
// below `names/`. What the lock holds is kept, what is new is added to it, and every name that a clash forced is a problem.
import type { Call, Component, Operation } from "./model.ts";
import type { Document } from "./document.ts";
import type { Report } from "./problem-codes.ts";
import { answersList } from "./read/answers-list.ts";
import type { RawOperation } from "./read/read-operations.ts";
import { COMPONENT_SCHEMAS } from "./read/read-schemas.ts";
import type { Draft } from "./names/draft.ts";
import { nameArguments } from "./names/name-arguments.ts";
import { keepCallTypes, nameCallTypes, type CallTypeNames } from "./names/name-call-types.ts";
import { nameOperations } from "./names/name-operations.ts";
import { keepComponents, nameComponents, TypeNames } from "./names/name-types.ts";
import {
  extendLock,
  operationKey,
  type LockedOperation,
  type NameOverrides,
  type NamesLock,
} from "./names/names-lock.ts";
import { indexPaths, placeOperation } from "./names/place-operation.ts";

export interface NamingInput {
  readonly document: Document;
  readonly operations: readonly RawOperation[];
  readonly components: readonly Pick<Component, "id" | "name">[];
  readonly lock: NamesLock | undefined;
  readonly overrides: NameOverrides;
  readonly report: Report;
}

export interface Names {
  readonly operations: readonly Operation[];
  readonly components: readonly Component[];
  readonly lock: NamesLock;
}

/** Names every operation and component. */
export function giveNames(input: NamingInput): Names {
  const { document, operations, lock, overrides, report } = input;
  const index = indexPaths(operations);
  const placed = operations.map((operation) => ({
    operation,
    placement: placeOperation(operation, {
      index,
      dropPathPrefix: overrides.dropPathPrefix,
      answersList: answersList(document, operation),
    }),
  }));
  const places = nameOperations(placed, { lock, overrides, report });
  const drafts = operations.flatMap((operation, position) => {
    const place = places[position];
    return place === undefined
      ? []
      : [{ operation, place, naming: nameArguments(document, operation, report) }];
  });
  const { components, calls } = nameTypes(input, drafts);
  reportUnknownOverrides(input);
  return {
    operations: drafts.map((draft) => buildOperation(draft, calls.get(draft) ?? {})),
    components,
    lock: extendLock(lock, {
      operations: drafts.map((draft) => lockOperation(draft, calls.get(draft) ?? {})),
      schemas: components.map(({ name, typeName }) => ({ name, typeName })),
    }),
  };
}

/** Whatever the lock holds is taken before anything new gets a name: types of calls and of components share one space. */
function nameTypes(
  { components, lock, overrides, report }: NamingInput,
  drafts: readonly Draft[],
): { components: Component[]; calls: ReadonlyMap<Draft, CallTypeNames> } {
  const types = new TypeNames(report);
  const keptComponents = keepComponents(components, types, { lock, overrides });
  const context = { lock, overrides, components: new Set(components.map(({ id }) => id)) };
  const kept = keepCallTypes(drafts, types, context);
  const named = nameComponents(components, types, keptComponents);
  return {
    components: named,
    calls: nameCallTypes(drafts, types, { kept, components: named, singular: overrides.singular }),
  };
}

function buildOperation({ operation, place, naming }: Draft, types: CallTypeNames): Operation {
  const { declaredVerb: _verb, declaredResource: _resource, parameters: _parameters, ...rest } = operation;
  const at = (location: string): Operation["parameters"]["path"] =>
    naming.parameters.filter((parameter) => parameter.in === location);
  const call: Call = {
    resource: place.resource,
    method: place.method,
    ...(naming.positional && { positional: naming.positional }),
    ...(types.paramsType === undefined ? {} : { paramsType: types.paramsType }),
    ...(types.responseType === undefined ? {} : { responseType: types.responseType }),
    body: naming.body,
  };
  return {
    ...rest,
    verb: place.verb,
    parameters: { path: at("path"), query: at("query"), header: at("header"), cookie: at("cookie") },
    call,
  };
}

function lockOperation(
  { operation, place }: Draft,
  { paramsType, ownResponseType }: CallTypeNames,
): LockedOperation {
  return {
    key: operationKey(operation),
    resource: place.resource,
    method: place.method,
    ...(paramsType === undefined ? {} : { paramsType }),
    ...(ownResponseType === undefined ? {} : { responseType: ownResponseType }),
  };
}

function reportUnknownOverrides({ operations, components, overrides, report }: NamingInput): void {
  const keys = new Set(operations.map(operationKey));
  const names = new Set(components.map(({ name }) => name));
  const unknown = [
    ...Object.keys(overrides.operations ?? {})
      .filter((key) => !keys.has(key))
      .map((key) => [key, "#/paths"] as const),
    ...Object.keys(overrides.schemas ?? {})
      .filter((name) => !names.has(name))
      .map((name) => [name, COMPONENT_SCHEMAS] as const),
  ];
  for (const [name, pointer] of unknown) {
    report("unknown-override", pointer, {
      message: `A name is set for ${JSON.stringify(name)}, which the document does not have.`,
      hint: "Correct or remove the override; operations are written as `GET /path`.",
    });
  }
}
