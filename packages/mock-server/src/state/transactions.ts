// One transaction a turn of the event loop, for all that the requests of the turn write: a commit costs as much as several
// writes. Nothing is answered before its turn is committed.
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers";

export interface Transactions {
  /** Runs what must be kept whole or not at all, even if the process is killed on the way; inner ones join the outer. */
  readonly transact: <Result>(act: () => Result) => Result;
  /** Settles with the commit of what is not yet safe; undefined where nothing is to be waited for. */
  readonly committed: () => Promise<void> | undefined;
  /** Commits what is open. */
  readonly finish: () => void;
}

/** What is in memory only cannot be left half done by the end of the process. */
export const VOLATILE: Transactions = {
  transact: (act) => act(),
  committed: () => undefined,
  finish: () => {},
};

export interface TransactionOptions {
  /** Takes part in each commit. */
  readonly beforeCommit: () => void;
  /** What was remembered of the database may be wrong. */
  readonly forget: () => void;
}

export function createTransactions(
  database: DatabaseSync,
  { beforeCommit, forget }: TransactionOptions,
): Transactions {
  const [begin, commit] = [database.prepare("BEGIN"), database.prepare("COMMIT")];
  let turn: Turn | undefined;
  let isActing = false;

  const finish = (): void => {
    const ending = turn;
    turn = undefined;
    if (ending === undefined) return;
    try {
      beforeCommit();
      commit.run();
      ending.settle?.resolve();
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      forget();
      ending.settle?.reject(error);
    }
  };

  const begun = (): Turn => {
    begin.run();
    setImmediate(finish);
    return {};
  };

  return {
    finish,
    committed: () => (turn === undefined ? undefined : endOf(turn)),
    transact: (act) => {
      if (isActing) return act();
      turn ??= begun();
      isActing = true;
      try {
        return whole(database, act, forget);
      } finally {
        isActing = false;
      }
    },
  };
}

/** The transaction of one turn, and those who wait for its end. */
interface Turn {
  ended?: Promise<void>;
  settle?: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
}

function endOf(turn: Turn): Promise<void> {
  turn.ended ??= new Promise((resolve, reject) => {
    turn.settle = { resolve, reject };
  });
  return turn.ended;
}

/** The writes of one request among those of its turn: all of them or none. */
function whole<Result>(database: DatabaseSync, act: () => Result, forget: () => void): Result {
  database.exec("SAVEPOINT act");
  try {
    const result = act();
    database.exec("RELEASE act");
    return result;
  } catch (error) {
    database.exec("ROLLBACK TO act; RELEASE act");
    forget();
    throw error;
  }
}
