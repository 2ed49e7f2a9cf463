// Reading what was created, one by one and in lists.
import type { Operation } from "@specloom/api-model";
import { showValue } from "../judge/show-value.ts";
import { documentedItemMembers, documentedMembers, shared } from "./compare-things.ts";
import { findItem } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { objectIn } from "./scenario-run.ts";
import { difference, hasId, judgeSecrets, readThing, type CreatedStage, type Stage } from "./stage.ts";
import { listItems, walkList, type Walk } from "./walk-list.ts";

/** Reads the created thing, twice, and finds it in the list. */
export async function runReading(stage: CreatedStage): Promise<void> {
  const { run, lifecycle, first, volatile } = stage;
  const retrieve = stage.operation("retrieve");
  await run.attempt(async () => {
    if (retrieve === undefined) return;
    const read = await readThing(stage, retrieve, first.path);
    const created = objectIn(first.exchange);
    const both = shared(
      documentedMembers(run, lifecycle, first.exchange),
      documentedMembers(run, lifecycle, read),
      volatile,
    );
    // A creation may answer less than it knows; what it does answer is read the same.
    const answered = both.filter((member) => Object.hasOwn(created, member));
    run.judge("read-equals-created", read, difference([created, objectIn(read)], answered));
    await readTwice(stage, retrieve, first.path);
  });
  await run.attempt(() => listCreated(stage));
  await run.attempt(() => judgeLimit(stage));
}

/** Reads what the server already has: all that can be done where nothing can be created. */
export async function runReadingFound(stage: Stage): Promise<void> {
  const { run, lifecycle, parents } = stage;
  const retrieve = stage.operation("retrieve");
  const list = stage.operation("list");
  await run.attempt(() => judgeLimit(stage));
  await run.attempt(async () => {
    if (list === undefined) return;
    const { itemParameter } = lifecycle;
    if (retrieve === undefined || lifecycle.identity === undefined || itemParameter === undefined) {
      await walkList(run, { operation: list, path: parents, maxPages: 2 });
      return;
    }
    const id = await findItem(run, lifecycle, parents);
    const path = { ...parents, [itemParameter]: id };
    await run.attempt(() => readUnknown(stage, retrieve, { parameter: itemParameter, path }));
    await readTwice(stage, retrieve, path);
    const walk = await walkList(run, {
      operation: list,
      path: parents,
      until: (item) => hasId(stage, item, id),
    });
    await judgeItem(stage, walk, { id, path });
  });
}

/** Asks for an id that is like a given one and that nothing may have: whatever is answered, it is in good order. */
async function readUnknown(
  { run }: Stage,
  retrieve: Operation,
  { parameter, path }: { readonly parameter: string; readonly path: Stage["parents"] },
): Promise<void> {
  const given = path[parameter] ?? "";
  const unknown = given.replaceAll(/\d/g, "9");
  if (unknown === given) return;
  const input = { ...requiredInput(run.session, retrieve), path: { ...path, [parameter]: unknown } };
  await run.call(retrieve, input, [400, 404, 410, 422]);
}

async function readTwice(stage: Stage, retrieve: Operation, path: Stage["parents"]): Promise<void> {
  const [one, two] = [await readThing(stage, retrieve, path), await readThing(stage, retrieve, path)];
  const { run, lifecycle, volatile } = stage;
  const members = shared(
    documentedMembers(run, lifecycle, one),
    documentedMembers(run, lifecycle, two),
    volatile,
  );
  run.judge("two-reads-equal", two, difference([objectIn(one), objectIn(two)], members));
  judgeSecrets(stage, two, objectIn(two));
}

async function listCreated(stage: CreatedStage): Promise<void> {
  const { run, first } = stage;
  const list = stage.operation("list");
  if (list === undefined) return;
  const walk = () =>
    walkList(run, { operation: list, path: stage.parents, until: (item) => hasId(stage, item, first.id) });
  let walked = await walk();
  // Somebody else's deletion may have moved it past the walk: once is chance.
  if (walked.ended && !holds(stage, walked, first.id)) walked = await walk();
  const last = walked.exchanges.at(-1);
  if (last === undefined) return;
  if (!walked.ended) {
    run.leave("list-holds-created", list, `the list goes on after ${walked.exchanges.length} pages`);
    return;
  }
  const fault = {
    expected: `an item with ${stage.lifecycle.identity} ${showValue(first.id)}, which was created`,
    found: `${walked.items.length} others`,
  };
  run.judge("list-holds-created", last, holds(stage, walked, first.id) ? undefined : fault);
  await judgeItem(stage, walked, first);
}

/** Judges that a thing is listed as it is read. */
export async function judgeItem(
  stage: Stage,
  walk: Walk,
  { id, path }: { readonly id: string; readonly path: Stage["parents"] },
): Promise<void> {
  const { run, lifecycle, volatile } = stage;
  const retrieve = stage.operation("retrieve");
  const item = walk.items.find((each) => hasId(stage, each, id));
  const page = walk.exchanges.at(-1);
  if (item === undefined || page === undefined) return;
  judgeSecrets(stage, page, item);
  if (retrieve === undefined) return;
  const read = await readThing(stage, retrieve, path);
  const members = shared(
    documentedMembers(run, lifecycle, read),
    documentedItemMembers(run, lifecycle, page),
    volatile,
  );
  run.judge("list-item-equals-read", page, difference([objectIn(read), item], members));
}

/** Asks for the smallest page that the document allows. */
async function judgeLimit(stage: Stage): Promise<void> {
  const { run } = stage;
  const list = stage.operation("list");
  const parameter = list?.parameters.query.find(({ name }) => name === list.pagination?.limit);
  if (list === undefined || parameter === undefined) return;
  const minimum = run.session.schemas.resolve(parameter.schema)["minimum"];
  const limit = Math.max(1, typeof minimum === "number" ? minimum : 1);
  const required = requiredInput(run.session, list);
  const exchange = await run.callValid(list, {
    ...required,
    path: stage.parents,
    query: { ...required.query, [parameter.name]: limit },
  });
  const { length } = listItems(list, exchange.answer);
  const fault = {
    expected: `at most ${limit} items with ${parameter.name}=${limit}`,
    found: `${length} items`,
    pointer: parameter.pointer,
  };
  run.judge("page-within-limit", exchange, length <= limit ? undefined : fault);
}

function holds(stage: Stage, walk: Walk, id: string): boolean {
  return walk.items.some((item) => hasId(stage, item, id));
}
