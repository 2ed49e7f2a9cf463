// One of the callers under whom the mock soaks: makes, reads, lists, changes and deletes accounts of its own, one call after
// the other, and remembers what was acknowledged.
import type { Call, Reply } from "./caller.ts";

/** What an account must be like; `doubtful` while an answer about it is still to come. */
export interface Expected {
  readonly name: string | undefined;
  readonly doubtful: boolean;
}

export interface Ledger {
  /** By id; a name that is undefined stands for a deletion. */
  readonly accounts: Map<string, Expected>;
  readonly errors: Set<string>;
  calls: number;
}

export interface Shift {
  readonly call: Call;
  readonly path: string;
  readonly ledger: Ledger;
  readonly random: () => number;
  /** True once the server is about to be killed: from then on a lost connection is no error. */
  readonly isOver: () => boolean;
}

/** Accounts that one caller keeps alive: with them the state stays of one size, so that memory can be judged. */
const KEPT = 20;

export async function work(shift: Shift): Promise<void> {
  const own: string[] = [];
  try {
    while (true) await step(shift, own);
  } catch (error) {
    if (!shift.isOver()) shift.ledger.errors.add(error instanceof Error ? error.message : String(error));
  }
}

async function step(shift: Shift, own: string[]): Promise<void> {
  const draw = shift.random();
  const id = own[Math.floor(shift.random() * own.length)];
  shift.ledger.calls += 1;
  if (id === undefined || (draw < 0.2 && own.length < KEPT)) return create(shift, own);
  if (draw < 0.4) return change(shift, id);
  if (draw < 0.5) return list(shift);
  if (draw < 0.6 || own.length >= KEPT) return remove(shift, own);
  const reply = await shift.call("GET", `${shift.path}/${id}`);
  expectStatus(shift, reply, 200);
  if (reply.body["name"] !== shift.ledger.accounts.get(id)?.name)
    shift.ledger.errors.add("an account was read otherwise than it was written");
}

async function create(shift: Shift, own: string[]): Promise<void> {
  const name = `account ${shift.random()}`;
  const reply = await shift.call("POST", shift.path, { name });
  if (!expectStatus(shift, reply, 201)) return;
  const id = String(reply.body["id"]);
  if (shift.ledger.accounts.has(id)) shift.ledger.errors.add("an id was given twice");
  shift.ledger.accounts.set(id, { name, doubtful: false });
  own.push(id);
}

async function change({ call, path, ledger, random, ...shift }: Shift, id: string): Promise<void> {
  const name = `changed ${random()}`;
  ledger.accounts.set(id, { name, doubtful: true });
  const reply = await call("PATCH", `${path}/${id}`, { name });
  if (expectStatus({ ledger, ...shift }, reply, 200)) ledger.accounts.set(id, { name, doubtful: false });
}

async function remove({ call, path, ledger, ...shift }: Shift, own: string[]): Promise<void> {
  const id = own.shift() ?? "";
  ledger.accounts.set(id, { name: undefined, doubtful: true });
  const reply = await call("DELETE", `${path}/${id}`);
  if (expectStatus({ ledger, ...shift }, reply, 204))
    ledger.accounts.set(id, { name: undefined, doubtful: false });
}

async function list(shift: Shift): Promise<void> {
  expectStatus(shift, await shift.call("GET", `${shift.path}?limit=10`), 200);
}

function expectStatus({ ledger }: Pick<Shift, "ledger" | "isOver">, reply: Reply, status: number): boolean {
  if (reply.status !== status)
    ledger.errors.add(`${reply.status} where ${status} was expected: ${JSON.stringify(reply.body)}`);
  return reply.status === status;
}
