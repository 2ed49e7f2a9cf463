// What every part of a running mock shares. Made once by `createMockApp`.
import type { ApiModel } from "@specloom/api-model";
import type { Random } from "../random.ts";
import type { Schemas } from "../schema/schema-view.ts";
import type { Validators } from "../schema/validators.ts";
import type { CredentialStore } from "../state/credential-store.ts";
import type { EntityStore } from "../state/entity-store.ts";
import type { Transactions } from "../state/transactions.ts";

/** Somebody whom the mock knows from the start. */
export interface Principal {
  readonly tenant: string | undefined;
  readonly clientID: string;
  readonly clientSecret: string;
  readonly apiKey: string;
}

export interface MockContext {
  readonly model: ApiModel;
  readonly schemas: Schemas;
  readonly validators: Validators;
  readonly entities: EntityStore;
  /** Runs what must be kept whole or not at all. */
  readonly transact: Transactions["transact"];
  /** What an answer must wait for before it is given; undefined where that is nothing. */
  readonly committed: Transactions["committed"];
  /** Ends the storage. */
  readonly close: () => void;
  readonly credentials: CredentialStore;
  readonly principals: readonly Principal[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: Random;
  readonly seed: number;
  /** True where requests are answered from examples, without state, whoever asks. */
  readonly isStatic: boolean;
}
