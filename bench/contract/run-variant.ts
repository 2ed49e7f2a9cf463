// One run of the contract suite in this process, against the mock or a variant of it.
import { runContract, type CheckResult } from "@specloom/contract-runtime";
import { model } from "@specloom/keycard-contract-tests";
import { createMockApp } from "@specloom/mock-server";
import { seededRandom } from "../lib/random.ts";
import type { Fetch, Variant } from "./variant.ts";

export interface VariantRun {
  readonly alarms: readonly CheckResult[];
  readonly requests: number;
  readonly notJudged: number;
  readonly left: number;
  readonly seconds: number;
}

/** Runs the default phases with one seed, and the fuzz phase where `runs` asks for sequences. Time is virtual: a few milliseconds a request, and what is waited for. */
export async function runVariant(
  variant: Variant | undefined,
  seed: number,
  { runs = 0, only }: { readonly runs?: number; readonly only?: string } = {},
): Promise<VariantRun> {
  let time = Date.UTC(2026, 0, 1) + seed * 1000;
  const now = (): number => time;
  const app = createMockApp({ model, seed, now });
  const [own, other] = app.identities;
  if (own?.tenant === undefined || other?.tenant === undefined)
    throw new Error("The mock has no two tenants.");
  const mock: Fetch = async (request) => {
    time += 3;
    return app.fetch(request);
  };
  const owner = { tenant: own.tenant.id, clientID: own.clientID, clientSecret: own.clientSecret };
  const fetch = variant === undefined ? mock : variant.wrap(mock, { now, random: seededRandom(seed), owner });
  const expired = await own.token({ isExpired: true });
  const started = performance.now();
  const run = await runContract(model, {
    baseUrl: "http://mock.test",
    fetch,
    seed,
    runs,
    ...(only === undefined ? {} : { only }),
    now,
    sleep: async (milliseconds) => void (time += milliseconds),
    parameters: { [own.tenant.parameter]: owner.tenant },
    credentials: { clientId: own.clientID, clientSecret: own.clientSecret },
    identities: {
      other: {
        credentials: { clientId: other.clientID, clientSecret: other.clientSecret },
        parameters: { [other.tenant.parameter]: other.tenant.id },
      },
      expired: { credentials: { token: expired } },
    },
  });
  return {
    alarms: run.results.filter(({ verdict }) => verdict === "broken"),
    requests: run.requests,
    notJudged: run.results.filter(({ verdict }) => verdict === "not-judged").length,
    left: run.left.length,
    seconds: (performance.now() - started) / 1000,
  };
}
