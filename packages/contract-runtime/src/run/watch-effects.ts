// Whether refused writes left something behind. Judged after a whole block: one look, and one more for each request of the
// block only where the first look finds something.
import type { Json, Operation } from "@specloom/api-model";
import { effectWitness } from "../document/effect-witness.ts";
import { isObject } from "../document/pointer.ts";
import { lifecycleOf } from "../document/roles.ts";
import type { CallInput, Exchange } from "../exchange/exchange.ts";
import type { Evidence } from "./compared-things.ts";
import { documentedMembers, shared, volatileMembers } from "./compare-things.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn, type ScenarioRun } from "./scenario-run.ts";
import type { Session } from "./session.ts";
import { walkList } from "./walk-list.ts";
import { firstDifference } from "../judge/same-value.ts";

type Path = { readonly [parameter: string]: string };

/** What has changed. */
export interface Effect extends Evidence {
  readonly found: string;
  /** What was not there before, and the answers that show it. */
  readonly made?: { readonly item: { readonly [member: string]: Json }; readonly shown: readonly Exchange[] };
}

/** Tells what has changed since it was last asked; `undefined` where nothing has. */
export type Look = () => Promise<Effect | undefined>;

/** A refused request that can be sent again. */
export interface Refused {
  readonly input: CallInput;
  readonly exchange: Exchange;
}

/** A look at what an operation writes; absent where the document has no operation that shows it. */
export async function openLook(
  run: ScenarioRun,
  operation: Operation,
  path: Path,
): Promise<Look | undefined> {
  const witness = effectWitness(run.session.model, operation);
  if (witness === undefined) return undefined;
  return lifecycleOf(run.session.model, operation)?.operations.create === operation.id
    ? lookAtList(run, operation, { witness, path })
    : lookAtItem(run, { witness, path });
}

/** Judges a block of refused requests. */
export async function judgeEffects(
  run: ScenarioRun,
  operation: Operation,
  { look, refused }: { readonly look: Look; readonly refused: readonly Refused[] },
): Promise<void> {
  const code = "rejected-without-effect";
  const last = refused.at(-1);
  if (last === undefined) {
    run.leave(code, operation, "nothing was refused");
    return;
  }
  if ((await look()) === undefined) {
    run.judge(code, last.exchange, undefined);
    return;
  }
  for (const { input } of refused) {
    const exchange = await run.send(operation, freshened(run.session, input));
    const effect = await look();
    if (effect === undefined) continue;
    const { made, ...shown } = effect;
    const expected = "no effect: the request was refused";
    run.judge(code, exchange, { expected, ...shown, ...(made === undefined ? {} : sentIn(exchange, made)) });
    return;
  }
  run.leave(code, operation, "what changed did not change again when each request was sent alone");
}

/** The same request with another mark in its texts: what takes effect a second time is then seen a second time. */
function freshened(session: Session, input: CallInput): CallInput {
  if (input.body === undefined) return input;
  const { mark } = session;
  const fresh = (value: Json): Json => {
    if (typeof value === "string")
      return value.startsWith(mark)
        ? value.replace(/^\S+/, `${mark}${session.ledger.mark() + session.requests()}`)
        : value;
    if (Array.isArray(value)) return value.map((item: Json) => fresh(item));
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fresh(member)]))
      : value;
  };
  return { ...input, body: fresh(input.body) };
}

async function lookAtItem(
  run: ScenarioRun,
  { witness, path }: { readonly witness: Operation; readonly path: Path },
): Promise<Look> {
  const lifecycle = lifecycleOf(run.session.model, witness);
  if (lifecycle === undefined) throw new Blocked(`${witness.path} belongs to no lifecycle`);
  const volatile = volatileMembers(run, lifecycle);
  const read = async () => run.call(witness, { ...requiredInput(run.session, witness), path });
  let before: Exchange = await run.callValid(witness, { ...requiredInput(run.session, witness), path });
  objectIn(before);
  return async () => {
    const now = await read();
    const status = now.answer.kind === "answer" ? now.answer.status : 0;
    if (status === 404 || status === 410) return { found: `read afterwards, status ${status}` };
    if (status >= 300) throw new Blocked(`${witness.method} ${witness.path} answered ${status}`);
    const members = shared(
      documentedMembers(run, lifecycle, before),
      documentedMembers(run, lifecycle, now),
      volatile,
    );
    const [one, other] = [objectIn(before), objectIn(now)];
    const moved = firstDifference(one, other, members);
    before = now;
    if (moved === undefined) return undefined;
    const compared = { one, other, member: moved, must: "equal" } as const;
    return { found: `read afterwards, another value at /${moved}`, compared };
  };
}

async function lookAtList(
  run: ScenarioRun,
  operation: Operation,
  { witness, path }: { readonly witness: Operation; readonly path: Path },
): Promise<Look> {
  const { session } = run;
  const lifecycle = lifecycleOf(session.model, operation);
  const { identity, itemParameter } = lifecycle ?? {};
  if (lifecycle === undefined || identity === undefined || itemParameter === undefined)
    throw new Blocked(`what ${operation.method} ${operation.path} creates has no id`);
  const known = new Set<string>();
  const isOwn = lifecycle.parents.some(({ kind }) => kind === "lifecycle");
  return async () => {
    for (const created of session.ledger.standing()) known.add(created.path[itemParameter] ?? "");
    const walk = await walkList(run, { operation: witness, path });
    if (!walk.ended) throw new Blocked(`the list goes on after ${walk.exchanges.length} pages`);
    const strange = walk.items.filter(
      (item) => !known.has(idOf(item, identity)) && (isOwn || holdsText(item, session.mark)),
    );
    for (const item of strange) {
      const id = idOf(item, identity);
      known.add(id);
      session.ledger.created(lifecycle, {
        path: { ...path, [itemParameter]: id },
        label: `${operation.method} ${operation.path} refused and made ${itemParameter} ${JSON.stringify(id)}`,
      });
    }
    const [item] = strange;
    if (item === undefined) return undefined;
    const found = `listed afterwards, an item with ${identity} ${idOf(item, identity)}`;
    return { found, made: { item, shown: walk.exchanges } };
  };
}

/** A text that a refused request sent and that stands in what it made, by which it is known again. */
function sentIn({ request }: Exchange, { item, shown }: NonNullable<Effect["made"]>): Evidence {
  const sent = request.body ?? "";
  const value = Object.values(item).find(
    (member) => typeof member === "string" && member !== "" && sent.includes(JSON.stringify(member)),
  );
  return typeof value === "string" ? { sought: { value, among: shown, must: "be-nowhere" } } : {};
}

function idOf(item: { readonly [member: string]: Json }, identity: string): string {
  const id = Object.hasOwn(item, identity) ? item[identity] : undefined;
  return typeof id === "string" || typeof id === "number" ? String(id) : "";
}

/** True where some text in a value holds a mark. */
function holdsText(value: Json, mark: string): boolean {
  if (typeof value === "string") return value.includes(mark);
  if (Array.isArray(value)) return value.some((item: Json) => holdsText(item, mark));
  return isObject(value) && Object.values(value).some((member) => holdsText(member, mark));
}
