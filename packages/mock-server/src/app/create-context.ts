import type { ApiModel } from "@specloom/api-model";
import { createPrincipals } from "../auth/principals.ts";
import { createRandom, type Random } from "../random.ts";
import { createValidators } from "../schema/validators.ts";
import { CredentialStore } from "../state/credential-store.ts";
import { openDatabase } from "../state/database.ts";
import { EntityStore } from "../state/entity-store.ts";
import type { MockContext } from "./mock-context.ts";

export interface ContextOptions {
  readonly model: ApiModel;
  readonly seed?: number;
  readonly now?: () => number;
  readonly random?: Random;
  readonly static?: boolean;
}

/** What every part of one mock shares. */
export function createContext(options: ContextOptions): MockContext {
  const { model, seed = 1, now = Date.now } = options;
  const database = openDatabase();
  return {
    model,
    schemas: model.schemas,
    validators: createValidators(model.schemas),
    entities: new EntityStore(database),
    credentials: new CredentialStore(database),
    principals: createPrincipals(model, createRandom(seed)),
    now,
    random: options.random ?? createRandom(seed + 1),
    seed,
    isStatic: options.static ?? false,
  };
}
