// The contract suite as a judge of one server.
import type { ApiModel } from "@specloom/api-model";
import {
  openSession,
  planContract,
  runContract,
  runScenario,
  type CheckResult,
  type ContractOptions,
} from "@specloom/contract-runtime";
import type { Subject } from "./subject.ts";

export interface Judging {
  readonly seed: number;
  /** One token of one tenant, and nothing else. */
  readonly minimal: boolean;
}

const BASE_URL = "http://server.test";
/** A server in this process answers at once or never. */
const TIMEOUT = 2000;

export function contractOptions(subject: Subject, { seed, minimal }: Judging): ContractOptions {
  const { owner, other, unfit, token, now, wait } = subject;
  const isTokenEnough = minimal && token !== undefined;
  return {
    baseUrl: BASE_URL,
    fetch: subject.fetch,
    parameters: owner.parameters ?? {},
    credentials: isTokenEnough ? { ...keyOf(owner.credentials), token } : owner.credentials,
    identities: minimal ? {} : { ...(other === undefined ? {} : { other }), ...unfit },
    seed,
    runId: "mutate",
    timeout: TIMEOUT,
    now,
    sleep: async (milliseconds) => wait(milliseconds),
  };
}

/** What stands for a token where a document has other schemes. */
function keyOf({
  apiKey,
  username,
  password,
}: Subject["owner"]["credentials"]): Subject["owner"]["credentials"] {
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(username === undefined || password === undefined ? {} : { username, password }),
  };
}

/** Every check that a server breaks in the whole run, and how many it holds. */
export async function judge(
  model: ApiModel,
  subject: Subject,
  judging: Judging,
): Promise<{ readonly broken: readonly CheckResult[]; readonly held: number }> {
  const { results } = await runContract(model, contractOptions(subject, judging));
  return {
    broken: results.filter(isBroken),
    held: results.filter(({ verdict }) => verdict === "held").length,
  };
}

/**
 * The first check that breaks. Scenarios run in the order of the whole run and end at the first that finds something, so
 * that a fault is found as soon as the whole run would; only the whole run acquits.
 */
export async function firstBroken(
  model: ApiModel,
  serve: <Result>(work: (subject: Subject) => Promise<Result>) => Promise<Result>,
  judging: Judging,
): Promise<CheckResult | undefined> {
  const found = await serve(async (subject) => {
    const session = openSession(model, contractOptions(subject, judging));
    for (const scenario of planContract(model)) {
      const broken = (await runScenario(session, scenario)).find(isBroken);
      if (broken !== undefined) return broken;
    }
    return undefined;
  });
  return found ?? (await serve((subject) => judge(model, subject, judging))).broken[0];
}

function isBroken({ verdict }: CheckResult): boolean {
  return verdict === "broken";
}
