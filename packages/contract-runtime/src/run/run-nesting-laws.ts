// Children and their parents: a child belongs to one parent alone, and ends with it.
import type { Lifecycle } from "@specloom/api-model";
import { operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { createItem, establishPath, type CreatedItem } from "./create-item.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { inputFor } from "./valid-input.ts";

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
  const child = await createItem(run, lifecycle, home.path);
  await run.attempt(() => judgeStranger(run, lifecycle, { child, other }));
  await run.attempt(() => judgeEnd(run, { lifecycle, parent }, { home, child }));
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
  { lifecycle, parent }: { readonly lifecycle: Lifecycle; readonly parent: Lifecycle },
  { home, child }: { readonly home: CreatedItem; readonly child: CreatedItem },
): Promise<void> {
  const { model } = run.session;
  const { retrieve, create } = lifecycle.operations;
  if (parent.operations.delete === undefined) return;
  const remove = operationOf(model, parent.operations.delete);
  await run.callValid(remove, inputFor(run, remove, home.path));
  if (retrieve !== undefined) {
    const operation = operationOf(model, retrieve);
    const exchange = await run.call(operation, inputFor(run, operation, child.path), gone);
    judgeGone(run, "child-gone-with-parent", { exchange, why: "its parent was deleted" });
  }
  if (create === undefined) return;
  const operation = operationOf(model, create);
  const exchange = await run.call(operation, inputFor(run, operation, home.path), gone);
  judgeGone(run, "no-child-without-parent", { exchange, why: "the parent was deleted" });
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
