// Children and their parents: a child belongs to one parent alone, and ends with it.
import type { Lifecycle, Operation } from "@specloom/api-model";
import { operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { documentedMembers, shared } from "./compare-things.ts";
import { createItem, establishPath, type CreatedItem } from "./create-item.ts";
import { Blocked, objectIn, type ScenarioRun } from "./scenario-run.ts";
import { difference, hasId, openStage, readThing, type Thing } from "./stage.ts";
import { inputFor } from "./valid-input.ts";
import { listItems, walkList } from "./walk-list.ts";

/** A lifecycle and that of its parents. */
interface Family {
  readonly lifecycle: Lifecycle;
  readonly parent: Lifecycle;
}

/** Statuses for what a path does not lead to. */
const gone: readonly number[] = [404, 410];

/** Puts a child under one of two parents, and looks for it under the other, and after its parent's end. */
export async function runNestingLaws(run: ScenarioRun, lifecycle: Lifecycle): Promise<void> {
  if (run.session.readOnly) throw new Blocked("nothing is created with --read-only");
  const { model } = run.session;
  const holder = lifecycle.parents.at(-1);
  const parent = model.lifecycles.find(
    ({ resource }) => holder?.kind === "lifecycle" && resource.join(".") === holder.resource.join("."),
  );
  if (parent?.operations.create === undefined) throw new Blocked("nothing creates the parents");
  const path = await establishPath(run, operationOf(model, parent.operations.create));
  const home = await createItem(run, parent, path);
  const other = await createItem(run, parent, path);
  const child = await createWatched(run, { lifecycle, parent }, home);
  await run.attempt(() => judgeStranger(run, lifecycle, { child, other }));
  await run.attempt(() => judgeStrangeList(run, lifecycle, { child, other }));
  await run.attempt(() => judgeEnd(run, { lifecycle, parent }, { home, child }));
}

/** Creates a child and looks whether its parent stays as it is, but for what moves with each change. */
async function createWatched(
  run: ScenarioRun,
  { lifecycle, parent }: Family,
  home: CreatedItem,
): Promise<CreatedItem> {
  const stage = openStage(run, parent, {});
  const retrieve = stage.operation("retrieve");
  if (retrieve === undefined) return createItem(run, lifecycle, home.path);
  const before = await readThing(stage, retrieve, home.path);
  const child = await createItem(run, lifecycle, home.path);
  await run.attempt(async () => {
    const after = await readThing(stage, retrieve, home.path);
    const moving = parent.managed.filter(({ changes }) => changes === "update").map(({ member }) => member);
    const members = shared(
      documentedMembers(run, parent, before),
      documentedMembers(run, parent, after),
      new Set([...stage.volatile, ...moving]),
    );
    run.judge("neighbour-unharmed", child.exchange, difference([objectIn(before), objectIn(after)], members));
  });
  return child;
}

/** The list of another parent does not hold the child. */
async function judgeStrangeList(
  run: ScenarioRun,
  lifecycle: Lifecycle,
  { child, other }: { readonly child: CreatedItem; readonly other: CreatedItem },
): Promise<void> {
  const stage = openStage(run, lifecycle, other.path);
  const list = stage.operation("list");
  if (list === undefined) return;
  const isChild = (item: Thing): boolean => hasId(stage, item, child.id);
  const walk = await walkList(run, { operation: list, path: other.path, until: isChild });
  const last = walk.exchanges.at(-1);
  const fault = { expected: "no child of another parent", found: `${child.id}, which is one` };
  if (last !== undefined)
    run.judge("child-under-other-parent", last, walk.items.some(isChild) ? fault : undefined);
}

async function judgeStranger(
  run: ScenarioRun,
  lifecycle: Lifecycle,
  { child, other }: { readonly child: CreatedItem; readonly other: CreatedItem },
): Promise<void> {
  const { retrieve, update, replace, delete: remove } = lifecycle.operations;
  const path = { ...child.path, ...other.path };
  const ids = [retrieve, update, replace, remove].filter((id) => id !== undefined);
  for (const id of ids) {
    const operation = operationOf(run.session.model, id);
    // A replacement that creates what is not there creates a child of the other parent.
    if (id === replace && operation.responses.some(({ status }) => status === "201")) continue;
    const exchange = await run.call(operation, inputFor(run, operation, path), gone);
    judgeGone(run, "child-under-other-parent", { exchange, why: "it is the child of another parent" });
  }
  if (retrieve === undefined || ids.length < 2) return;
  const operation = operationOf(run.session.model, retrieve);
  const exchange = await run.call(operation, inputFor(run, operation, child.path));
  const { answer } = exchange;
  const isThere = answer.kind === "answer" && answer.status >= 200 && answer.status < 300;
  const found = answer.kind === "answer" ? `status ${answer.status}` : answer.reason;
  const fault = { expected: "the child to be where it was", found };
  run.judge("neighbour-unharmed", exchange, isThere ? undefined : fault);
}

async function judgeEnd(
  run: ScenarioRun,
  { lifecycle, parent }: Family,
  { home, child }: { readonly home: CreatedItem; readonly child: CreatedItem },
): Promise<void> {
  const { model } = run.session;
  const { retrieve, create, list } = lifecycle.operations;
  if (parent.operations.delete === undefined) return;
  const remove = operationOf(model, parent.operations.delete);
  await run.callValid(remove, inputFor(run, remove, home.path));
  if (retrieve !== undefined) {
    const operation = operationOf(model, retrieve);
    const exchange = await run.call(operation, inputFor(run, operation, child.path), gone);
    judgeGone(run, "child-gone-with-parent", { exchange, why: "its parent was deleted" });
  }
  if (list !== undefined) await run.attempt(() => judgeOrphans(run, operationOf(model, list), home));
  if (create === undefined) return;
  const operation = operationOf(model, create);
  const exchange = await run.call(operation, inputFor(run, operation, home.path), gone);
  judgeGone(run, "no-child-without-parent", { exchange, why: "the parent was deleted" });
}

/** The children of what was deleted: not found, or none where the document knows no 404 for the list. */
async function judgeOrphans(run: ScenarioRun, list: Operation, home: CreatedItem): Promise<void> {
  const exchange = await run.call(list, inputFor(run, list, home.path), gone);
  const { answer } = exchange;
  const isEmpty =
    answer.kind === "answer" &&
    answer.status === 200 &&
    list.responses.every(({ status }) => status !== "404") &&
    listItems(list, answer).length === 0;
  if (isEmpty) run.judge("child-gone-with-parent", exchange, undefined);
  else judgeGone(run, "child-gone-with-parent", { exchange, why: "their parent was deleted" });
}

function judgeGone(
  run: ScenarioRun,
  code: "child-under-other-parent" | "child-gone-with-parent" | "no-child-without-parent",
  { exchange, why }: { readonly exchange: Exchange; readonly why: string },
): void {
  const { answer, operation } = exchange;
  if (answer.kind === "no-answer") return run.leave(code, operation, answer.reason);
  if (answer.status === 429) return run.leave(code, operation, "the server kept asking to wait (429)");
  const fault = { expected: `status 404 or 410: ${why}`, found: `status ${answer.status}` };
  run.judge(code, exchange, gone.includes(answer.status) ? undefined : fault);
}
