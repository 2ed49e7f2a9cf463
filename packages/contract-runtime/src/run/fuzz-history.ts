// A sequence of calls as it is lived through: the server's things beside what each must be.
import type { Json, Operation } from "@specloom/api-model";
import type { CallInput, Exchange } from "../exchange/exchange.ts";
import { firstDifference } from "../judge/same-value.ts";
import { coverageCases } from "../make/coverage-cases.ts";
import { chooseChange } from "./choose-change.ts";
import { documentedItemMembers, documentedMembers, shared } from "./compare-things.ts";
import { createItem, type CreatedItem } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn, type JudgedFault } from "./scenario-run.ts";
import { difference, hasId, type Stage, type Thing } from "./stage.ts";
import { inputFor } from "./valid-input.ts";
import { walkList } from "./walk-list.ts";

/** One call, as numbers: which thing and which choice are counted round what there is. */
export interface Step {
  readonly kind: "create" | "update" | "replace" | "read" | "list" | "delete" | "refused" | "unasked";
  readonly which: number;
  readonly choice: number;
}

/** An answer that the calls before it do not lead to. */
export class Departed extends Error {
  override readonly name = "Departed";
  readonly exchange: Exchange;
  readonly fault: JudgedFault;
  /** The sequence in words. */
  readonly told: readonly string[];

  constructor(exchange: Exchange, fault: JudgedFault, told: readonly string[]) {
    super(fault.found);
    this.exchange = exchange;
    this.fault = fault;
    this.told = told;
  }
}

interface Kept {
  readonly item: CreatedItem;
  readonly number: number;
  /** As it was answered last. */
  exchange: Exchange;
  isGone: boolean;
}

/** Statuses for what is no longer there (RFC 9110, sections 15.5.5 and 15.5.11). */
const gone: readonly number[] = [404, 410];

/** A history that has not begun. */
export function createHistory(stage: Stage): {
  /** Lives through a sequence. @returns the first creation @throws Departed */
  live(steps: readonly Step[]): Promise<Exchange | undefined>;
} {
  const { run, lifecycle, parents } = stage;
  const { session } = run;
  const things: Kept[] = [];
  const told: string[] = [];
  const depart = (exchange: Exchange, fault: JudgedFault | undefined): void => {
    if (fault !== undefined && statusOf(exchange) !== 429) throw new Departed(exchange, fault, told);
  };
  const membersOf = (a: Exchange, b: Exchange, without: ReadonlySet<string>): readonly string[] =>
    shared(documentedMembers(run, lifecycle, a), documentedMembers(run, lifecycle, b), without);
  const moving = new Set([
    ...stage.volatile,
    ...lifecycle.managed.filter(({ changes }) => changes === "update").map(({ member }) => member),
  ]);

  const create = async (): Promise<void> => {
    const item = await createItem(run, lifecycle, parents);
    const known = things.find(({ item: { id } }) => id === item.id);
    told.push(`create #${things.length + 1}`);
    depart(
      item.exchange,
      known && { expected: "an id of its own", found: `that of #${known.number} a second time` },
    );
    things.push({ item, number: things.length + 1, exchange: item.exchange, isGone: false });
  };
  const read = async (kept: Kept): Promise<void> => {
    const retrieve = stage.operation("retrieve");
    if (retrieve === undefined) return;
    const input = { ...requiredInput(session, retrieve), path: kept.item.path };
    const exchange = await run.call(retrieve, input, kept.isGone ? gone : []);
    if (kept.isGone) return depart(exchange, unlessGone(exchange, kept));
    if (!isGood(exchange))
      return depart(exchange, {
        expected: `#${kept.number} to be read`,
        found: `status ${statusOf(exchange)}`,
      });
    // A creation may answer less than it knows.
    const answered = membersOf(kept.exchange, exchange, stage.volatile).filter(
      (member) => kept.exchange !== kept.item.exchange || Object.hasOwn(objectIn(kept.exchange), member),
    );
    depart(exchange, difference([objectIn(kept.exchange), objectIn(exchange)], answered));
    kept.exchange = exchange;
  };
  const change = async (kept: Kept, operation: Operation, choice: number): Promise<void> => {
    if (kept.isGone) {
      const exchange = await run.call(operation, inputFor(run, operation, kept.item.path), gone);
      return depart(exchange, statusOf(exchange) === 201 ? undefined : unlessGone(exchange, kept));
    }
    const before = objectIn(kept.exchange);
    const documented = documentedMembers(run, lifecycle, kept.exchange);
    const choices = { operation, current: before, documented };
    let chosen = chooseChange(stage, choices);
    if (choice % 2 === 1)
      chosen = ifAny(() => chooseChange(stage, { ...choices, besides: [chosen.member] })) ?? chosen;
    told[told.length - 1] += ` ${chosen.member}`;
    const exchange = await run.callValid(operation, {
      ...requiredInput(session, operation),
      path: kept.item.path,
      body: chosen.body,
    });
    if (exchange.answer.json === undefined) {
      const retrieve = stage.operation("retrieve");
      if (retrieve === undefined) return;
      kept.exchange = await run.callValid(retrieve, {
        ...requiredInput(session, retrieve),
        path: kept.item.path,
      });
    } else kept.exchange = exchange;
    const after = objectIn(kept.exchange);
    depart(exchange, difference([{ ...before, [chosen.member]: chosen.value }, after], [chosen.member]));
    if (operation.verb === "replace") return;
    const unsent = [...chosen.unsent].filter((member) => documented.has(member) && !moving.has(member));
    depart(exchange, difference([before, after], unsent));
  };
  const remove = async (kept: Kept): Promise<void> => {
    const operation = stage.operation("delete");
    if (operation === undefined) return;
    const input = { ...requiredInput(session, operation), path: kept.item.path };
    const exchange = await run.call(operation, input, gone);
    const isRight = isGood(exchange) || (kept.isGone && gone.includes(statusOf(exchange)));
    depart(
      exchange,
      isRight
        ? undefined
        : { expected: `#${kept.number} to be deleted`, found: `status ${statusOf(exchange)}` },
    );
    // One that was asked to wait deletes nothing.
    if (isRight) kept.isGone = true;
  };
  const list = async (choice: number): Promise<void> => {
    const operation = stage.operation("list");
    if (operation === undefined) return;
    const size = operation.pagination?.limit === undefined || choice > 2 ? {} : { limit: choice + 1 };
    const walk = await walkList(run, { operation, path: parents, ...size });
    const last = walk.exchanges.at(-1);
    if (last === undefined || !walk.ended) return;
    for (const { item, isGone, number, exchange } of things) {
      const found = walk.items.filter((each) => hasId(stage, each, item.id));
      const times = isGone ? 0 : 1;
      depart(
        last,
        found.length === times
          ? undefined
          : { expected: `#${number} ${times} times in the list`, found: `${found.length} times` },
      );
      if (found[0] !== undefined) depart(last, listedOtherwise(exchange, last, found[0]));
    }
  };
  const listedOtherwise = (exchange: Exchange, page: Exchange, found: Thing): JudgedFault | undefined => {
    const members = shared(
      documentedMembers(run, lifecycle, exchange),
      documentedItemMembers(run, lifecycle, page),
      stage.volatile,
    ).filter((member) => Object.hasOwn(objectIn(exchange), member));
    return firstDifference(objectIn(exchange), found, members) === undefined
      ? undefined
      : difference([objectIn(exchange), found], members);
  };
  /** Sends what is refused; what it was sent to must not have changed by the next look. */
  const refuse = async (kept: Kept, step: Step): Promise<void> => {
    const operation = stage.operation("update") ?? stage.operation("replace");
    if (operation === undefined || kept.isGone) return;
    const base: CallInput = inputFor(run, operation, kept.item.path);
    if (step.kind === "unasked") {
      await run.call(operation, { ...base, caller: { kind: "nobody" } }, [401, 403]);
      return;
    }
    const bodies = coverageCases(session.model, session.schemas, operation).flatMap(({ purpose, body }) =>
      purpose.startsWith("rejects-") && body?.kind === "value" ? [body.value] : [],
    );
    const body: Json | undefined = bodies[step.choice % Math.max(1, bodies.length)];
    if (body === undefined) return;
    const exchange = await run.call(operation, { ...base, body });
    // That it is refused is for the coverage phase to judge; what was taken may have an effect.
    if (isGood(exchange)) kept.exchange = exchange;
  };
  const take = async (step: Step): Promise<void> => {
    if (step.kind === "create" || things.length === 0) return create();
    if (step.kind === "list") {
      told.push("list");
      return list(step.choice);
    }
    const kept = things[step.which % things.length];
    if (kept === undefined) return undefined;
    told.push(`${step.kind} #${kept.number}`);
    if (step.kind === "read") return read(kept);
    if (step.kind === "delete") return remove(kept);
    if (step.kind === "refused" || step.kind === "unasked") return refuse(kept, step);
    const operation = stage.operation(step.kind) ?? stage.operation("update") ?? stage.operation("replace");
    return operation === undefined ? undefined : change(kept, operation, step.choice);
  };
  return {
    live: async (steps) => {
      for (const step of steps) await take(step);
      told.push("look at all");
      for (const kept of things) await read(kept);
      await list(7);
      return things[0]?.item.exchange;
    },
  };
}

function unlessGone(exchange: Exchange, { number }: Kept): JudgedFault | undefined {
  return gone.includes(statusOf(exchange))
    ? undefined
    : { expected: `404 or 410: #${number} was deleted`, found: `status ${statusOf(exchange)}` };
}

function statusOf({ answer }: Exchange): number {
  return answer.kind === "answer" ? answer.status : 0;
}

function isGood(exchange: Exchange): boolean {
  return statusOf(exchange) >= 200 && statusOf(exchange) < 300;
}

function ifAny<Value>(choose: () => Value): Value | undefined {
  try {
    return choose();
  } catch (error) {
    if (error instanceof Blocked) return undefined;
    throw error;
  }
}
