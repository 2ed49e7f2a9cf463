// Deletes what earlier runs left behind. A thing is theirs only where its `name` begins with the mark of a run: nothing
// else is ever deleted.
import type { Json, Lifecycle, Parent } from "@specloom/api-model";
import { canCreate, operationOf } from "../document/roles.ts";
import { CredentialsRefused } from "../exchange/credentials-refused.ts";
import { isMarked } from "../make/run-mark.ts";
import { cleanUp } from "./clean-up.ts";
import type { Created } from "./ledger.ts";
import { beginScenario, Blocked, type ScenarioRun } from "./scenario-run.ts";
import type { Session } from "./session.ts";
import { walkList } from "./walk-list.ts";

type Item = { readonly [member: string]: Json };
type Path = { readonly [parameter: string]: string };

/** What a sweep found. */
export interface Swept {
  readonly deleted: readonly Created[];
  /** Marked, and still there. */
  readonly left: readonly Created[];
  /** Collections in which nothing was looked for, or not to the end, each with the reason. */
  readonly unseen: readonly { readonly path: string; readonly reason: string; readonly refused: boolean }[];
}

interface Sweep {
  readonly run: ScenarioRun;
  readonly unseen: Swept["unseen"][number][];
}

/** Finds what earlier runs left and deletes it, children before their parents. Never throws for what the server does. */
export async function sweep(session: Session): Promise<Swept> {
  const scenario = {
    id: "sweep",
    phase: "lifecycle",
    title: "sweep",
    resource: [],
    operations: [],
    checks: [],
  } as const;
  const state: Sweep = { run: beginScenario(session, scenario), unseen: [] };
  const outermostFirst = session.model.lifecycles
    .filter(canCreate)
    .toSorted((a, b) => a.parents.length - b.parents.length);
  for (const lifecycle of outermostFirst) {
    for (const parents of await parentPaths(state, lifecycle)) {
      for (const item of (await listed(state, lifecycle, parents)).filter(({ name }) => isMarked(name)))
        record(session, lifecycle, { parents, item });
    }
  }
  const found = session.ledger.standing();
  // Newest entry first: the innermost.
  const left = await cleanUp(session);
  const kept = new Set(left.map(({ key }) => key));
  return { deleted: found.filter(({ key }) => !kept.has(key)), left, unseen: state.unseen };
}

function record(
  session: Session,
  lifecycle: Lifecycle,
  { parents, item }: { readonly parents: Path; readonly item: Item },
): void {
  const id = idOf(lifecycle, item);
  if (id === undefined || lifecycle.itemParameter === undefined) return;
  const label = `${lifecycle.itemParameter} ${JSON.stringify(id)} named ${JSON.stringify(item["name"])}`;
  session.ledger.created(lifecycle, { path: { ...parents, [lifecycle.itemParameter]: id }, label });
}

/** Every place in which a run may have made things of one kind. */
async function parentPaths(state: Sweep, lifecycle: Lifecycle): Promise<readonly Path[]> {
  let paths: readonly Path[] = [{}];
  for (const parent of lifecycle.parents) {
    const longer: Path[] = [];
    for (const path of paths)
      for (const value of await parentValues(state, parent, { path, lifecycle }))
        longer.push({ ...path, [parent.parameter]: value });
    paths = longer;
  }
  return paths;
}

async function parentValues(
  state: Sweep,
  parent: Parent,
  { path, lifecycle }: { readonly path: Path; readonly lifecycle: Lifecycle },
): Promise<readonly string[]> {
  const { model, parameters } = state.run.session;
  const given = parameters[parent.parameter];
  if (given !== undefined) return [given];
  const source =
    parent.kind === "lifecycle"
      ? model.lifecycles.find(({ resource }) => resource.join(".") === parent.resource.join("."))
      : undefined;
  if (source === undefined) {
    const reason = `nobody gave a value for {${parent.parameter}}`;
    state.unseen.push({ path: lifecycle.collectionPath, reason, refused: false });
    return [];
  }
  const items = await listed(state, source, path);
  // A run works under parents of its own, where it can make them.
  const own = canCreate(source) ? items.filter(({ name }) => isMarked(name)) : items;
  return own.flatMap((item) => idOf(source, item) ?? []);
}

async function listed(state: Sweep, lifecycle: Lifecycle, parents: Path): Promise<readonly Item[]> {
  const { run, unseen } = state;
  const tell = (reason: string, refused: boolean): void => {
    if (!unseen.some((each) => each.path === lifecycle.collectionPath && each.reason === reason))
      unseen.push({ path: lifecycle.collectionPath, reason, refused });
  };
  if (lifecycle.operations.list === undefined) {
    tell("the document has no operation that lists it", false);
    return [];
  }
  try {
    const operation = operationOf(run.session.model, lifecycle.operations.list);
    const walk = await walkList(run, { operation, path: parents });
    if (!walk.ended) tell(`the list goes on after ${walk.exchanges.length} pages`, true);
    return walk.items;
  } catch (error) {
    if (!(error instanceof Blocked) && !(error instanceof CredentialsRefused)) throw error;
    tell(error.message, true);
    return [];
  }
}

function idOf({ identity }: Lifecycle, item: Item): string | undefined {
  const id = identity !== undefined && Object.hasOwn(item, identity) ? item[identity] : undefined;
  return typeof id === "number" || (typeof id === "string" && id !== "") ? String(id) : undefined;
}
