// What the steps of one lifecycle share.
import type { Json, Lifecycle, Operation } from "@specloom/api-model";
import type { CheckCode } from "../contract/check-kinds.ts";
import { escapeToken } from "../document/pointer.ts";
import { operationOf } from "../document/roles.ts";
import type { Answer, Exchange } from "../exchange/exchange.ts";
import { firstDifference } from "../judge/same-value.ts";
import { showValue } from "../judge/show-value.ts";
import { volatileMembers } from "./compare-things.ts";
import type { CreatedItem } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn, type JudgedFault, type ScenarioRun } from "./scenario-run.ts";

/** A JSON object as a server answered it. */
export type Thing = { readonly [member: string]: Json };

export interface Stage {
  readonly run: ScenarioRun;
  readonly lifecycle: Lifecycle;
  readonly parents: { readonly [parameter: string]: string };
  readonly volatile: ReadonlySet<string>;
  /** Secrets that creations gave. */
  readonly given?: readonly string[];
  /** The operation that plays a part, where the document has one. */
  operation(role: keyof Lifecycle["operations"]): Operation | undefined;
}

/** What the steps after the creation work on. */
export interface CreatedStage extends Stage {
  readonly first: CreatedItem;
  /** A sibling that no step touches. */
  readonly second?: CreatedItem;
}

export function openStage(run: ScenarioRun, lifecycle: Lifecycle, parents: Stage["parents"]): Stage {
  return {
    run,
    lifecycle,
    parents,
    volatile: volatileMembers(run, lifecycle),
    operation: (role) => {
      const id = lifecycle.operations[role];
      return id === undefined ? undefined : operationOf(run.session.model, id);
    },
  };
}

/** Reads a thing. @throws Blocked where that is refused */
export async function readThing(
  { run }: Stage,
  operation: Operation,
  path: { readonly [parameter: string]: string },
): Promise<Exchange & { readonly answer: Answer }> {
  return run.callValid(operation, { ...requiredInput(run.session, operation), path });
}

/** A thing as it is now; absent where it cannot be read, which other checks tell. */
export async function readIfThere(
  stage: Stage,
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

/** The fault that two things differ in one of these members; absent where they agree. */
export function difference(
  [expected, found]: readonly [expected: Thing, found: Thing],
  members: readonly string[],
): JudgedFault | undefined {
  const member = firstDifference(expected, found, members);
  if (member === undefined) return undefined;
  const show = (thing: Thing): string =>
    Object.hasOwn(thing, member) ? showValue(thing[member]) : "no such member";
  return {
    expected: `at /${escapeToken(member)}, ${show(expected)}`,
    found: show(found),
    compared: { one: expected, other: found, member, must: "equal" },
  };
}

/** True for the thing with this id. */
export function hasId({ lifecycle }: Stage, thing: Thing, id: string): boolean {
  const found =
    lifecycle.identity !== undefined && Object.hasOwn(thing, lifecycle.identity)
      ? thing[lifecycle.identity]
      : undefined;
  return found === id || (typeof found === "number" && String(found) === id);
}

/** Judges that no secret is shown in a thing, nor any that was given anywhere in its answer. */
export function judgeSecrets(stage: Stage, exchange: Exchange, thing: Thing): void {
  const { run, lifecycle } = stage;
  const code: CheckCode = "secret-shown-once";
  const shown = lifecycle.secrets.find(
    ({ member }) => Object.hasOwn(thing, member) && thing[member] !== null,
  );
  const fault = shown && {
    expected: `no member "${shown.member}": it is shown at creation only`,
    found: `the member "${shown.member}"`,
  };
  const { answer } = exchange;
  const text = answer.kind === "answer" ? [answer.text, ...answer.headers.values()].join("\n") : "";
  const leaked = (stage.given ?? []).some((secret) => text.includes(secret));
  const leak = { expected: "no secret that a creation gave", found: "one, in a header or another member" };
  run.judge(code, exchange, fault ?? (leaked ? leak : undefined));
}
