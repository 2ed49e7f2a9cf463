import type { ApiModel } from "@specloom/api-model";
import { createPrincipals } from "../auth/principals.ts";
import { createHash } from "node:crypto";
import { createRandom, createStream, type Random } from "../random.ts";
import { createValidators } from "../schema/validators.ts";
import { CredentialStore } from "../state/credential-store.ts";
import { openDatabase } from "../state/database.ts";
import { createTransactions, VOLATILE } from "../state/transactions.ts";
import { EntityStore } from "../state/entity-store.ts";
import type { MockContext } from "./mock-context.ts";

export interface ContextOptions {
  readonly model: ApiModel;
  readonly seed?: number;
  readonly now?: () => number;
  readonly random?: Random;
  readonly static?: boolean;
  readonly database?: string | undefined;
}

/** What every part of one mock shares. */
export function createContext(options: ContextOptions): MockContext {
  const { model, seed = 1, now = Date.now } = options;
  const { database, starts } = openDatabase({ file: options.database, document: () => fingerprint(model) });
  const entities = new EntityStore(database);
  const credentials = new CredentialStore(database);
  const isDurable = options.database !== undefined;
  const forget = (): void => {
    entities.forget();
    credentials.forget();
  };
  const transactions = isDurable
    ? createTransactions(database, { beforeCommit: () => entities.keepPlace(), forget })
    : VOLATILE;
  return {
    model,
    schemas: model.schemas,
    validators: createValidators(model.schemas),
    transact: transactions.transact,
    committed: transactions.committed,
    close: () => {
      transactions.finish();
      database.close();
    },
    entities,
    credentials,
    principals: createPrincipals(model, createRandom(seed)),
    now,
    random: options.random ?? (starts === 1 ? createRandom(seed + 1) : createStream(seed, starts)),
    seed,
    isStatic: options.static ?? false,
  };
}

function fingerprint(model: ApiModel): string {
  return createHash("sha256").update(JSON.stringify(model)).digest("base64url");
}
