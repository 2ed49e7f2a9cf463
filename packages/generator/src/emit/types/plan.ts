// Where each type stands and what it is called. The types emitter prints by it, the client emitter imports by it.
import type { ApiModel, Component, Operation, SchemaID } from "@specloom/api-model";

import { identifier } from "../../print/identifier.ts";
import { requestSchemas, responseSchemas } from "../operation-schemas.ts";
import { resourceFiles, type ResourceFiles } from "../resource-files.ts";
import type { Direction } from "./printer.ts";
import { surveyModel, type Survey } from "./survey.ts";

/** One printed form of a named schema. */
export interface NamedType {
  readonly component: Component;
  readonly direction: Direction;
  readonly name: string;
  /** File without extension, relative to `src/generated`. */
  readonly file: string;
}

export interface TypesPlan {
  readonly survey: Survey;
  readonly resourceFile: ResourceFiles;
  /** Every named type, in document order. */
  readonly types: readonly NamedType[];
  /** The form of a named schema that a direction uses. */
  find(id: SchemaID, direction: Direction): NamedType;
}

/** File of the types that several resources use, or none. */
export const SHARED = "shared";

/** The plan of a model; both emitters that need it share one. */
export function planTypes(model: ApiModel): TypesPlan {
  const plan = plans.get(model) ?? makePlan(model);
  plans.set(model, plan);
  return plan;
}

const plans: WeakMap<ApiModel, TypesPlan> = new WeakMap();

function makePlan(model: ApiModel): TypesPlan {
  const survey = surveyModel(model);
  const resourceFile = resourceFiles(model);
  const uses = findUses(model, { survey, resourceFile });
  const taken = new Set([
    ...model.components.map(({ typeName }) => identifier(typeName)),
    ...model.operations.flatMap(({ call }) =>
      [call.paramsType, call.responseType].map((name) => identifier(name ?? "")),
    ),
  ]);
  const types = model.components.flatMap((component): NamedType[] => {
    const { request, response, files } = uses.get(component.id) ?? NO_USE;
    const file = (files.size === 1 ? [...files][0] : undefined) ?? SHARED;
    const name = identifier(component.typeName);
    const main: NamedType = {
      component,
      name,
      file,
      direction: request && !response ? "request" : "response",
    };
    if (!request || !response || !survey.isTwoFaced(component.id)) return [main];
    return [main, { ...main, name: freeName(`${name}Input`, taken), direction: "request" }];
  });
  const byName = new Map(types.toReversed().map((type) => [type.component.id, type]));
  const inputs = new Map(
    types.filter(({ direction }) => direction === "request").map((type) => [type.component.id, type]),
  );
  return {
    survey,
    resourceFile,
    types,
    find: (id, direction) => {
      const found = (direction === "request" ? inputs.get(id) : undefined) ?? byName.get(id);
      if (found === undefined) throw new Error(`The model has no component ${id}.`);
      return found;
    },
  };
}

interface Use {
  readonly request: boolean;
  readonly response: boolean;
  readonly files: ReadonlySet<string>;
}
const NO_USE: Use = { request: false, response: false, files: new Set() };

function findUses(
  model: ApiModel,
  { survey, resourceFile }: { survey: Survey; resourceFile: ResourceFiles },
): ReadonlyMap<SchemaID, Use> {
  const uses = new Map<SchemaID, { request: boolean; response: boolean; files: Set<string> }>();
  const note = (ids: Iterable<SchemaID>, direction: Direction, file: string): void => {
    for (const id of survey.reach(ids, direction)) {
      const use = uses.get(id) ?? { request: false, response: false, files: new Set<string>() };
      use[direction] = true;
      use.files.add(file);
      uses.set(id, use);
    }
  };
  for (const operation of model.operations) {
    const file = fileOfOperation(operation, resourceFile);
    note(requestSchemas(operation), "request", file);
    note(responseSchemas(operation), "response", file);
  }
  // What an unused schema names must not stand below it: shared types import nothing from resources.
  for (const { id } of model.components) if (!uses.has(id)) note([id], "response", SHARED);
  return uses;
}

function fileOfOperation(operation: Operation, resourceFile: ResourceFiles): string {
  return resourceFile(operation.call.resource);
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  taken.add(free);
  return free;
}
