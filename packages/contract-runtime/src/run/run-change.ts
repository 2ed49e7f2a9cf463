// Changing what was created, by merge (update) or as a whole (replace).
import type { Json, Operation } from "@specloom/api-model";
import { escapeToken } from "../document/pointer.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { bodyType } from "../exchange/build-request.ts";
import { holdsValue } from "../judge/same-value.ts";
import { showValue } from "../judge/show-value.ts";
import { chooseChange, type Change } from "./choose-change.ts";
import { documentedMembers, shared } from "./compare-things.ts";
import { requiredInput } from "./required-input.ts";
import { judgeItem } from "./run-reading.ts";
import { Blocked, keptWaiting, objectIn } from "./scenario-run.ts";
import type { Session } from "./session.ts";
import { difference, hasId, judgeSecrets, readThing, type CreatedStage, type Thing } from "./stage.ts";
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
    else await stage.run.attempt(() => leaveOut(stage, operation, changed));
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
  const after = objectIn((await tryRead(stage, first.path)) ?? exchange);
  judgeChange(stage, { change, before, exchange, after, documented });
}

/** Replaces the thing by what the document requires of it: nothing that was left out is kept (RFC 9110, section 9.3.4). */
async function leaveOut(stage: CreatedStage, operation: Operation, { change, now }: Changed): Promise<void> {
  const { run, first } = stage;
  const { schemas } = run.session;
  const before = objectIn(now);
  const { schema, body, optional } = leastBody(run.session, operation, change);
  if (schemas.validate("request", schema, body).length > 0)
    throw new Blocked("what is required of a replacement is not known");
  const exchange = await run.callValid(operation, {
    ...requiredInput(run.session, operation),
    path: first.path,
    body,
  });
  const after = objectIn((await tryRead(stage, first.path)) ?? exchange);
  const kept = optional.find(
    (member) =>
      Object.hasOwn(before, member) &&
      before[member] !== null &&
      difference([before, after], [member]) === undefined,
  );
  const fault = kept && {
    expected: `at /${escapeToken(kept)}, another value: the replacement left it out`,
    found: showValue(after[kept]),
  };
  run.judge("replace-drops-unsent", exchange, fault === "" ? undefined : fault);
}

/** The body of a change without what the document does not require, and the names of that, but for what has a default. */
function leastBody(
  { schemas }: Session,
  operation: Operation,
  { body }: Change,
): { readonly schema: string; readonly body: Thing; readonly optional: readonly string[] } {
  const schema = operation.body?.content.find(({ mediaType }) => mediaType === bodyType(operation))?.schema;
  const required = schema === undefined ? undefined : schemas.resolve(schema)["required"];
  if (schema === undefined) throw new Blocked("the replacement has no schema");
  const owed = new Set(Array.isArray(required) ? required.map(String) : []);
  const members = schemas.members(schema);
  const hasDefault = (name: string): boolean =>
    schemas.resolve(members.get(name) ?? true)["default"] !== undefined;
  return {
    schema,
    body: Object.fromEntries(Object.entries(body).filter(([name]) => owed.has(name))),
    optional: Object.keys(body).filter((name) => !owed.has(name) && !hasDefault(name)),
  };
}

interface Changed {
  readonly change: Change;
  /** The thing as it was seen last. */
  readonly now: Exchange;
}

interface JudgedChange {
  readonly change: Change;
  readonly before: Thing;
  /** The change's own answer. */
  readonly exchange: Exchange;
  /** What it answered, or what is read where it answers no body. */
  readonly after: Thing;
  readonly documented: ReadonlySet<string>;
}

async function changeAndJudge(stage: CreatedStage, operation: Operation): Promise<Changed | undefined> {
  const { run, lifecycle, first } = stage;
  const retrieve = stage.operation("retrieve");
  const neighbour = await readNeighbour(stage);
  const earlier = (await tryRead(stage, first.path)) ?? first.exchange;
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

/**
 * Members that move with each update have moved. A clock of whole seconds may not have: after a little more than one, a
 * second update must move them.
 * @returns the second update
 */
async function judgeMoves(
  stage: CreatedStage,
  {
    operation,
    change,
    before,
    after,
  }: Pick<JudgedChange, "change" | "before" | "after"> & { readonly operation: Operation },
): Promise<Exchange | undefined> {
  const { run, lifecycle, first } = stage;
  const { session } = run;
  const moving = lifecycle.managed
    .filter(({ changes, member }) => changes === "update" && Object.hasOwn(before, member))
    .map(({ member }) => member);
  const stuck = (now: Thing): string | undefined =>
    moving.find((member) => difference([before, now], [member]) === undefined);
  const judge = (exchange: Exchange, member: string | undefined): void => {
    const found = member === undefined ? "" : `${showValue(before[member])}, as before the update`;
    const fault = member && { expected: `at /${escapeToken(member)}, another value`, found };
    run.judge("managed-moves", exchange, fault === undefined || fault === "" ? undefined : fault);
  };
  if (moving.length === 0) return undefined;
  const started = session.now();
  if (stuck(after) !== undefined) await session.sleep(1100, session.signal);
  if (stuck(after) !== undefined && session.now() - started < 1000)
    throw new Blocked("the clock of the run did not move");
  const body = isText(change.value)
    ? { ...change.body, [change.member]: change.value.slice(0, -1) }
    : change.body;
  if (stuck(after) !== undefined && !isText(change.value))
    throw new Blocked("no second change is sure to have an effect");
  const exchange = await run.callValid(operation, {
    ...requiredInput(session, operation),
    path: first.path,
    body,
  });
  judge(exchange, stuck(objectIn(exchange)));
  return exchange;
}

function isText(value: Json): value is string {
  return typeof value === "string" && value.length > 1;
}

function judgeChange(
  stage: CreatedStage,
  { change, before, exchange, after, documented }: JudgedChange,
): void {
  const { run, lifecycle, volatile } = stage;
  run.judge("update-applied", exchange, lostValue(change, after));
  const unsent = [...change.unsent].filter((member) => documented.has(member) && !volatile.has(member));
  run.judge("update-keeps-unsent", exchange, difference([before, after], unsent));
  const fixed = lifecycle.managed.filter(
    ({ changes, member }) => changes === "create" && Object.hasOwn(before, member),
  );
  const moved = fixed.find(
    ({ member }) => difference([before, after], [member]) !== undefined && documented.has(member),
  );
  const fault = moved && difference([before, after], [moved.member]);
  const place =
    moved &&
    lifecycle.representation &&
    `${lifecycle.representation}/x-specloom/managed/${escapeToken(moved.member)}`;
  run.judge(
    "managed-fixed",
    exchange,
    fault && { ...fault, ...(place === undefined || place === "" ? {} : { pointer: place }) },
  );
  judgeSecrets(stage, exchange, after);
}

function lostValue({ member, value }: Change, after: Thing): { expected: string; found: string } | undefined {
  const found = Object.hasOwn(after, member) ? after[member] : undefined;
  return holdsValue(found, value)
    ? undefined
    : { expected: `at /${escapeToken(member)}, what was sent: ${showValue(value)}`, found: showValue(found) };
}

/** The sibling as it is now; absent where there is none or it cannot be read. */
export async function readNeighbour(stage: CreatedStage): Promise<Exchange | undefined> {
  return stage.second === undefined ? undefined : tryRead(stage, stage.second.path);
}

/** A thing as it is now; absent where it cannot be read, which other checks tell. */
async function tryRead(
  stage: CreatedStage,
  path: { readonly [parameter: string]: string },
): Promise<Exchange | undefined> {
  const retrieve = stage.operation("retrieve");
  if (retrieve === undefined) return undefined;
  try {
    const exchange = await readThing(stage, retrieve, path);
    objectIn(exchange);
    return exchange;
  } catch (error) {
    if (error instanceof Blocked) return undefined;
    throw error;
  }
}

/** Judges that the sibling is as it was. */
export async function judgeNeighbour(
  stage: CreatedStage,
  operation: Operation,
  { neighbour, exchange }: { readonly neighbour: Exchange | undefined; readonly exchange: Exchange },
): Promise<void> {
  const { run, lifecycle, volatile } = stage;
  const retrieve = stage.operation("retrieve");
  if (neighbour === undefined || retrieve === undefined || stage.second === undefined) {
    run.leave("neighbour-unharmed", operation, "there was no neighbour to look at");
    return;
  }
  const now = await run.call(retrieve, { ...requiredInput(run.session, retrieve), path: stage.second.path });
  const found = now.answer.kind === "answer" ? now.answer.status : 0;
  if (found === 429) return run.leave("neighbour-unharmed", operation, keptWaiting);
  if (found < 200 || found > 299) {
    const fault = {
      expected: "the neighbour to be read as before",
      found: now.answer.kind === "answer" ? `status ${found}` : now.answer.reason,
    };
    run.judge("neighbour-unharmed", exchange, fault);
    return;
  }
  const members = shared(
    documentedMembers(run, lifecycle, neighbour),
    documentedMembers(run, lifecycle, now),
    volatile,
  );
  run.judge("neighbour-unharmed", exchange, difference([objectIn(neighbour), objectIn(now)], members));
}
