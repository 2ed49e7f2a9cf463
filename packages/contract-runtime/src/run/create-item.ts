// Makes the things that a scenario needs, parents first, and writes each down for clean-up.
import type { ApiModel, Json, Lifecycle, Operation } from "@specloom/api-model";
import { canCreate, givenParameters, operationOf, parameterSources } from "../document/roles.ts";
import type { Answer, Exchange } from "../exchange/exchange.ts";
import { missingBody, requestBodies, type MadeBody } from "../make/request-bodies.ts";
import { markTexts } from "./mark-texts.ts";
import { createdID } from "./record-writes.ts";
import { requiredInput, type ParameterInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { walkList } from "./walk-list.ts";

type PathValues = { readonly [parameter: string]: string };

/** Something that the run created. */
export interface CreatedItem {
  /** Values of the path parameters that name it, its own id included. */
  readonly path: PathValues;
  readonly id: string;
  readonly sent: Json | undefined;
  readonly exchange: Exchange & { readonly answer: Answer };
}

/** Who is created, where, and with which parameters. */
export interface Creation {
  readonly lifecycle: Lifecycle;
  readonly operation: Operation;
  readonly parents: PathValues;
  /** @default the required parameters */
  readonly input?: ParameterInput;
}

/**
 * Creates one item under given parents, with the richest example of the document.
 * @throws Blocked where it cannot be made
 */
export async function createItem(
  run: ScenarioRun,
  lifecycle: Lifecycle,
  parents: PathValues,
): Promise<CreatedItem> {
  return createVaried(run, { lifecycle, parents, change: (body) => body });
}

/** Creates one item with a change of the richest example. @throws Blocked where it cannot be made */
export async function createVaried(
  run: ScenarioRun,
  {
    lifecycle,
    parents,
    change,
  }: Pick<Creation, "lifecycle" | "parents"> & { readonly change: (body: Json) => Json },
): Promise<CreatedItem> {
  const operation = operationOf(run.session.model, lifecycle.operations.create ?? "");
  const made = richest(requestBodies(run.session.schemas, operation));
  if (made === undefined && operation.body?.required === true) {
    throw new Blocked(missingBody(operation));
  }
  const varied = made && { ...made, value: change(made.value) };
  return sendCreation(run, { lifecycle, operation, parents }, varied);
}

/** Creates one item with a given body. @throws Blocked where the server does not take it or names it by nothing */
export async function sendCreation(
  run: ScenarioRun,
  { lifecycle, operation, parents, input }: Creation,
  made: MadeBody | undefined,
): Promise<CreatedItem> {
  if (run.session.readOnly) throw new Blocked("nothing is created with --read-only");
  const sent =
    made === undefined
      ? undefined
      : markTexts(run.session, operation, { sent: made.value, valid: undefined });
  const exchange = await run.callValid(operation, {
    ...(input ?? requiredInput(run.session, operation)),
    path: parents,
    ...(sent === undefined ? {} : { body: sent }),
    ...(made === undefined ? {} : { pointer: made.pointer, refers: made.refers }),
  });
  const id = createdID(run.session, exchange);
  if (id === undefined || lifecycle.itemParameter === undefined) {
    const missing = `the member "${lifecycle.identity ?? "id"}" that names what it created`;
    throw new Blocked(`${operation.method} ${operation.path} answered without ${missing}`);
  }
  return { path: { ...parents, [lifecycle.itemParameter]: id }, id, sent, exchange };
}

/** Values for the path parameters of an operation: given ones, else items created for the purpose, else items found in lists. */
export async function establishPath(run: ScenarioRun, operation: Operation): Promise<PathValues> {
  const path: Record<string, string> = {};
  for (const { parameter, lifecycle } of parameterSources(run.session.model, operation)) {
    const given = run.session.parameters[parameter];
    // A value that somebody had to give, for a path where nothing makes one, means nothing where something does.
    const isMeant = lifecycle === undefined || !mustBeGiven(run.session.model).has(parameter);
    path[parameter] =
      given !== undefined && isMeant ? given : await obtainItem(run, { parameter, lifecycle }, path);
  }
  return path;
}

const givenByModel = new WeakMap<ApiModel, ReadonlySet<string>>();

function mustBeGiven(model: ApiModel): ReadonlySet<string> {
  const known = givenByModel.get(model) ?? new Set(givenParameters(model, model.operations));
  givenByModel.set(model, known);
  return known;
}

/** The id of an item that fills a path parameter: created where that can be, else found. */
async function obtainItem(
  run: ScenarioRun,
  { parameter, lifecycle }: { readonly parameter: string; readonly lifecycle: Lifecycle | undefined },
  parents: PathValues,
): Promise<string> {
  if (lifecycle === undefined) throw new Blocked(`no value for the path parameter ${parameter}`);
  if (!canCreate(lifecycle) || run.session.readOnly) return findItem(run, lifecycle, parents);
  return (await createItem(run, lifecycle, { ...parents })).id;
}

/** Values for the parents of a lifecycle's collection. */
export async function establishParents(run: ScenarioRun, lifecycle: Lifecycle): Promise<PathValues> {
  const { model } = run.session;
  const id =
    lifecycle.operations.create ?? lifecycle.operations.list ?? Object.values(lifecycle.operations)[0] ?? "";
  const operation = operationOf(model, id);
  if (operation.path === lifecycle.collectionPath) return establishPath(run, operation);
  const path = operation.parameters.path.filter(({ name }) => name !== lifecycle.itemParameter);
  return establishPath(run, {
    ...operation,
    path: lifecycle.collectionPath,
    parameters: { ...operation.parameters, path },
  });
}

/** The id of the first item of a list. @throws Blocked where it is empty */
export async function findItem(run: ScenarioRun, lifecycle: Lifecycle, parents: PathValues): Promise<string> {
  const list = lifecycle.operations.list;
  if (list === undefined || lifecycle.identity === undefined)
    throw new Blocked(`nothing lists ${lifecycle.collectionPath}`);
  const { items } = await walkList(run, {
    operation: operationOf(run.session.model, list),
    path: parents,
    maxPages: 1,
  });
  const id = items[0]?.[lifecycle.identity];
  if (typeof id !== "string" && typeof id !== "number")
    throw new Blocked(`${lifecycle.collectionPath} lists nothing to read`);
  return String(id);
}

function richest(bodies: readonly MadeBody[]): MadeBody | undefined {
  return bodies.toSorted((a, b) => Number(a.refers) - Number(b.refers) || size(b) - size(a))[0];
}

/** How many members a body has. */
function size({ value }: MadeBody): number {
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}
