// The end of a thing: it is gone, stays gone, and takes nobody with it.
import { showValue } from "../judge/show-value.ts";
import { requiredInput } from "./required-input.ts";
import { judgeNeighbour, readNeighbour } from "./judge-neighbour.ts";
import { hasId, type CreatedStage, type Thing } from "./stage.ts";
import { inputFor } from "./valid-input.ts";
import { walkList } from "./walk-list.ts";

/** Statuses for what is no longer there (RFC 9110, sections 15.5.5 and 15.5.11). */
const gone: readonly number[] = [404, 410];

/** Deletes the created thing and looks for what is left of it. */
export async function runDeletion(stage: CreatedStage): Promise<void> {
  const { run, first } = stage;
  const operation = stage.operation("delete");
  if (operation === undefined) return;
  await run.attempt(async () => {
    const neighbour = await readNeighbour(stage);
    const input = { ...requiredInput(run.session, operation), path: first.path };
    const exchange = await run.callValid(operation, input);
    await run.attempt(() => judgeGone(stage));
    await run.attempt(() => judgeNotListed(stage));
    for (const role of ["update", "replace"] as const) await run.attempt(() => judgeNotChanged(stage, role));
    const again = await run.call(operation, input, gone);
    const status = again.answer.kind === "answer" ? again.answer.status : 0;
    const fault = {
      expected: "404, 410 or a 2xx for the second delete",
      found: again.answer.kind === "answer" ? `status ${status}` : again.answer.reason,
    };
    run.judge(
      "second-delete-harmless",
      again,
      gone.includes(status) || (status >= 200 && status < 300) ? undefined : fault,
    );
    await judgeNeighbour(stage, operation, { neighbour, exchange });
  });
}

async function judgeGone(stage: CreatedStage): Promise<void> {
  const { run, first } = stage;
  const retrieve = stage.operation("retrieve");
  if (retrieve === undefined) return;
  const exchange = await run.call(
    retrieve,
    { ...requiredInput(run.session, retrieve), path: first.path },
    gone,
  );
  const { answer } = exchange;
  const isGone = answer.kind === "answer" && gone.includes(answer.status);
  const found = answer.kind === "answer" ? `status ${answer.status}` : `no answer: ${answer.reason}`;
  run.judge(
    "deleted-is-gone",
    exchange,
    isGone ? undefined : { expected: "status 404 or 410: it was deleted", found },
  );
}

/** What is gone cannot be changed either; a replacement may make it anew, if it says so (RFC 9110, section 9.3.4). */
async function judgeNotChanged(stage: CreatedStage, role: "update" | "replace"): Promise<void> {
  const { run, lifecycle, first } = stage;
  const operation = stage.operation(role);
  if (operation === undefined) return;
  const allowed = role === "replace" ? [...gone, 201] : gone;
  const exchange = await run.call(operation, inputFor(run, operation, first.path), allowed);
  const { answer } = exchange;
  if (answer.kind === "no-answer" || answer.status === 429) return;
  if (answer.status === 201)
    run.session.ledger.created(lifecycle, { path: first.path, label: `${operation.method} made it anew` });
  const fault = {
    expected: `status ${allowed.join(" or ")}: it was deleted`,
    found: `status ${answer.status}`,
  };
  run.judge("deleted-not-changed", exchange, allowed.includes(answer.status) ? undefined : fault);
}

async function judgeNotListed(stage: CreatedStage): Promise<void> {
  const { run, lifecycle, parents, first } = stage;
  const list = stage.operation("list");
  const { identity } = lifecycle;
  if (list === undefined || identity === undefined) return;
  const isDeleted = (item: Thing): boolean => hasId(stage, item, first.id);
  const walk = await walkList(run, { operation: list, path: parents, until: isDeleted });
  const last = walk.exchanges.at(-1);
  if (last === undefined) return;
  const found = walk.items.find((item) => isDeleted(item));
  if (found === undefined && !walk.ended) {
    run.leave("deleted-not-listed", list, `the list goes on after ${walk.exchanges.length} pages`);
    return;
  }
  const fault = found && {
    expected: `no item with ${identity} ${showValue(first.id)}: it was deleted`,
    found: "the item",
  };
  run.judge("deleted-not-listed", last, fault);
}
