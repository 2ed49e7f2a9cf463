import type { DatabaseSync } from "node:sqlite";

export type Transact = <Result>(act: () => Result) => Result;

/** What happens inside is kept whole or not at all, even if the process is killed on the way; inner ones join the outer. */
export function createTransactions(database: DatabaseSync, forget: () => void): Transact {
  return (act) => {
    if (database.isTransaction) return act();
    database.exec("BEGIN");
    try {
      const result = act();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      database.exec("ROLLBACK");
      forget();
      throw error;
    }
  };
}
