// What a change must have done to the thing, and what it must have left alone.
import type { Json, Operation } from "@specloom/api-model";
import { escapeToken } from "../document/pointer.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { holdsValue } from "../judge/same-value.ts";
import { showValue } from "../judge/show-value.ts";
import type { Change } from "./choose-change.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn } from "./scenario-run.ts";
import { difference, judgeSecrets, type CreatedStage, type Thing } from "./stage.ts";

export interface JudgedChange {
  readonly change: Change;
  readonly before: Thing;
  /** The change's own answer. */
  readonly exchange: Exchange;
  /** What it answered, or what is read where it answers no body. */
  readonly after: Thing;
  readonly documented: ReadonlySet<string>;
}

export function judgeChange(
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

/** The fault that a change is not to be seen in the thing. */
export function lostValue(
  { member, value }: Change,
  after: Thing,
): { expected: string; found: string } | undefined {
  const found = Object.hasOwn(after, member) ? after[member] : undefined;
  return holdsValue(found, value)
    ? undefined
    : { expected: `at /${escapeToken(member)}, what was sent: ${showValue(value)}`, found: showValue(found) };
}

/**
 * Members that move with each update have moved. A clock of whole seconds may not have: after a little more than one, a
 * second update must move them.
 * @returns the second update
 */
export async function judgeMoves(
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
    const compared = { one: before, other: objectIn(exchange), must: "differ" } as const;
    const fault =
      member === undefined
        ? undefined
        : {
            expected: `at /${escapeToken(member)}, another value`,
            found,
            compared: { ...compared, member },
          };
    run.judge("managed-moves", exchange, fault);
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
