import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTransactions, type Transactions } from "../src/state/transactions.ts";

let folder: string;
let database: DatabaseSync;
let other: DatabaseSync;
let forgotten: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-"));
  [database, other] = [new DatabaseSync(join(folder, "a.db")), new DatabaseSync(join(folder, "a.db"))];
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE thing (name TEXT NOT NULL)");
  forgotten = 0;
});

afterEach(async () => {
  database.close();
  other.close();
  await rm(folder, { recursive: true });
});

const create = (beforeCommit: () => void = () => {}): Transactions =>
  createTransactions(database, { beforeCommit, forget: () => void (forgotten += 1) });
const add = (name: string): void => void database.prepare("INSERT INTO thing VALUES (?)").run(name);
const addHalf = (): void => {
  add("half");
  throw new Error("no more");
};
/** As another process would find it. */
const kept = (): unknown[] =>
  other
    .prepare("SELECT name FROM thing")
    .all()
    .map(({ name }) => name);

describe("a turn's transaction", () => {
  it("is committed once for all that was written, and those who wait are told afterwards", async () => {
    const { transact, committed } = create();
    expect(committed()).toBeUndefined();
    transact(() => add("first"));
    transact(() => transact(() => add("second")));
    expect(kept()).toEqual([]);
    await Promise.all([committed(), committed()]);
    expect(kept()).toEqual(["first", "second"]);
    expect(committed()).toBeUndefined();
  });

  it("loses what failed half-way and nothing else", async () => {
    const { transact, committed } = create();
    transact(() => add("good"));
    expect(() => transact(addHalf)).toThrow("no more");
    expect(forgotten).toBe(1);
    transact(() => add("later"));
    await committed();
    expect(kept()).toEqual(["good", "later"]);
  });

  it("tells those who wait where it could not be committed, and goes on with the next", async () => {
    let isFull = true;
    const { transact, committed } = create(() => {
      if (isFull) throw new Error("disk full");
    });
    transact(() => add("lost"));
    await expect(committed()).rejects.toThrow("disk full");
    expect(forgotten).toBe(1);
    isFull = false;
    transact(() => add("kept"));
    await committed();
    expect(kept()).toEqual(["kept"]);
  });

  it("is committed at the end, if one is open", () => {
    const { transact, finish } = create();
    transact(() => add("last"));
    finish();
    expect(kept()).toEqual(["last"]);
  });
});
