import type { ApiModel } from "@specloom/api-model";
import type { Identity } from "@specloom/contract-runtime";
import { createMockApp, type Identity as MockIdentity } from "@specloom/mock-server";
import { chosenMutants, enumeratedMutants, type Mutant } from "@specloom/mock-server/mutants";
import { createClock } from "./clock.ts";
import type { Suspect } from "./subject.ts";

/** The mock server of a document, with its mutants: those that people chose, and those that nobody picked. */
export function mockSuspects(
  model: ApiModel,
  seed: number,
): { readonly chosen: Suspect; readonly enumerated: Suspect } {
  return {
    chosen: mockSuspect(model, seed, chosenMutants(model)),
    enumerated: mockSuspect(model, seed, enumeratedMutants(model)),
  };
}

function mockSuspect(model: ApiModel, seed: number, mutants: readonly Mutant[]): Suspect {
  const byId = new Map(mutants.map((mutant) => [mutant.id, mutant]));
  return {
    faults: mutants,
    start: async (fault) => {
      const { now, tick, wait } = createClock();
      const mutant = byId.get(fault?.id ?? "");
      const app = createMockApp({ model, seed, now, ...(mutant === undefined ? {} : { mutant }) });
      const [owner, other] = app.identities;
      if (owner === undefined) throw new Error("the mock server knows nobody");
      return {
        fetch: (request) => {
          tick();
          return app.fetch(request);
        },
        owner: toIdentity(owner),
        ...(other?.tenant === undefined ? {} : { other: toIdentity(other), otherToken: await other.token() }),
        unfit: {
          expired: { ...toIdentity(owner), credentials: { token: await owner.token({ isExpired: true }) } },
          "scope-poor": { ...toIdentity(owner), credentials: { token: await owner.token({ scopes: [] }) } },
        },
        token: await owner.token(),
        now,
        wait,
      };
    },
  };
}

function toIdentity({ clientID, clientSecret, apiKey, tenant }: MockIdentity): Identity {
  return {
    credentials: { clientId: clientID, clientSecret, apiKey, username: clientID, password: clientSecret },
    parameters: tenant === undefined ? {} : { [tenant.parameter]: tenant.id },
  };
}
