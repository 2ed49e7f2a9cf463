// Changing what was created, by merge (update) or as a whole (replace).
import type { Operation } from "@specloom/api-model";
import type { Exchange } from "../exchange/exchange.ts";
import { chooseChange, type Change } from "./choose-change.ts";
import { documentedMembers, shared } from "./compare-things.ts";
import { judgeChange, judgeMoves, lostValue } from "./judge-change.ts";
import { judgeNeighbour, readNeighbour } from "./judge-neighbour.ts";
import { requiredInput } from "./required-input.ts";
import { runLeastReplacement } from "./run-least-replacement.ts";
import { judgeItem } from "./run-reading.ts";
import { objectIn } from "./scenario-run.ts";
import { difference, hasId, readIfThere, readThing, type CreatedStage, type Thing } from "./stage.ts";
import { walkList } from "./walk-list.ts";

/** Changes one member and looks at all the others, and at the neighbour. */
export async function runChange(stage: CreatedStage, role: "update" | "replace"): Promise<void> {
  const operation = stage.operation(role);
  if (operation === undefined) return;
  await stage.run.attempt(async () => {
    const changed = await changeAndJudge(stage, operation);
    if (changed === undefined) return;
    await stage.run.attempt(() => listChanged(stage));
    if (role === "update") await stage.run.attempt(() => changeAnother(stage, operation, changed));
    else await stage.run.attempt(() => runLeastReplacement(stage, operation, changed));
  });
}

/** The list shows what was changed as it is now. */
async function listChanged(stage: CreatedStage): Promise<void> {
  const { run, parents, first } = stage;
  const list = stage.operation("list");
  if (list === undefined || stage.operation("retrieve") === undefined) return;
  const isFirst = (item: Thing): boolean => hasId(stage, item, first.id);
  const walk = await walkList(run, { operation: list, path: parents, until: isFirst });
  await judgeItem(stage, walk, first);
}

/** Changes another member: what the first change sent is now among what is not sent. */
async function changeAnother(
  stage: CreatedStage,
  operation: Operation,
  { change: { member }, now }: Changed,
): Promise<void> {
  const { run, lifecycle, first } = stage;
  const before = objectIn(now);
  const documented = documentedMembers(run, lifecycle, now);
  const change = chooseChange(stage, { operation, current: before, documented, besides: [member] });
  const { session } = run;
  const exchange = await run.callValid(operation, {
    ...requiredInput(session, operation),
    path: first.path,
    body: change.body,
  });
  const after = objectIn((await readIfThere(stage, first.path)) ?? exchange);
  judgeChange(stage, { change, before, exchange, after, documented });
}

interface Changed {
  readonly change: Change;
  /** The thing as it was seen last. */
  readonly now: Exchange;
}

async function changeAndJudge(stage: CreatedStage, operation: Operation): Promise<Changed | undefined> {
  const { run, lifecycle, first } = stage;
  const retrieve = stage.operation("retrieve");
  const neighbour = await readNeighbour(stage);
  const earlier = (await readIfThere(stage, first.path)) ?? first.exchange;
  const before = objectIn(earlier);
  const documented = documentedMembers(run, lifecycle, earlier);
  const change = chooseChange(stage, { operation, current: before, documented });
  const exchange = await run.callValid(operation, {
    ...requiredInput(run.session, operation),
    path: first.path,
    body: change.body,
  });
  const answersBody = exchange.answer.json !== undefined;
  const later = retrieve === undefined ? undefined : await readThing(stage, retrieve, first.path);
  if (!answersBody && later === undefined) return undefined;
  const after = objectIn(answersBody ? exchange : (later ?? exchange));
  judgeChange(stage, { change, before, exchange, after, documented });
  if (later !== undefined) {
    const members = answersBody
      ? shared(
          documentedMembers(run, lifecycle, exchange),
          documentedMembers(run, lifecycle, later),
          stage.volatile,
        )
      : [];
    const lost = lostValue(change, objectIn(later));
    const fault = lost ?? difference([after, objectIn(later)], members);
    // The change is what broke; the read only shows it.
    run.judge(
      "update-then-read",
      exchange,
      fault && { ...fault, expected: `read afterwards, ${fault.expected}` },
    );
  }
  await judgeNeighbour(stage, operation, { neighbour, exchange });
  const moved = { operation, change, before, after };
  let now: Exchange = answersBody ? exchange : (later ?? exchange);
  if (answersBody)
    await stage.run.attempt(async () => {
      now = (await judgeMoves(stage, moved)) ?? now;
    });
  return { change, now };
}
