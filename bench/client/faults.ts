// Many calls through a real socket server that breaks in every way that a network has: nothing may happen twice, nothing
// lost may look like success, nothing may hang, and every failure must be one of the client's own errors.
import { createServer } from "node:net";
import { createClient, isClientError, type Client } from "@specloom/keycard-client";
import type { Figure } from "../lib/figures.ts";
import { seededRandom } from "../lib/random.ts";
import { FAULTS, startFaultServer, type FaultServer } from "./fault-server.ts";

const CALLS = 2000;
const WORKERS = 32;
const FAULT_RATE = 0.3;
const REFUSAL_RATE = 0.02;
/** Milliseconds. A delayed answer comes well after the time-out of one request. */
const TIMEOUT = 300;
const DELAY = 900;
const BUDGET = 10_000;
/** What a call may take beyond its budget: the last request's time-out, and a busy machine. */
const GRACE = TIMEOUT + 1000;

interface Tally {
  calls: number;
  succeeded: number;
  lost: number;
  hung: number;
  foreign: number;
  denied: number;
}

/** @param seed Decides the faults; print it with what was found. */
export async function measureFaults(seed: number): Promise<Figure[]> {
  const random = seededRandom(seed);
  const refused = await findClosedPort();
  const server = await startFaultServer(
    () => (random() < FAULT_RATE ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined),
    DELAY,
  );
  try {
    const client = createClient({
      baseUrl: server.url,
      clientId: "id",
      clientSecret: "secret",
      timeout: TIMEOUT,
      retry: { budget: BUDGET },
      logLevel: "off",
      fetch: (input, init) =>
        fetch(
          typeof input === "string" && random() < REFUSAL_RATE ? input.replace(server.url, refused) : input,
          init,
        ),
    });
    const tally: Tally = { calls: 0, succeeded: 0, lost: 0, hung: 0, foreign: 0, denied: 0 };
    await Promise.all(
      Array.from({ length: WORKERS }, (_, worker) => work({ worker, client, server, tally })),
    );
    return toFigures(tally, server);
  } finally {
    await server.close();
  }
}

interface Work {
  readonly worker: number;
  readonly client: Client;
  readonly server: FaultServer;
  readonly tally: Tally;
}

/** Creates, reads, changes, lists and deletes until enough calls were made. */
async function work({ worker, client, server, tally }: Work): Promise<void> {
  const { serviceAccounts } = client.organizations;
  const organization = { organization_id: "org" };
  for (let round = 0; tally.calls < CALLS; round++) {
    const name = `account-${worker}-${round}`;
    const created = await judge(tally, {
      call: () => serviceAccounts.create("org", { name }),
      isTrue: (account) => account.name === name && server.accounts.get(account.id)?.name === name,
      hadEffect: () => server.creations.has(name),
    });
    const id = created?.id;
    if (id === undefined) continue;
    await judge(tally, {
      call: () => serviceAccounts.retrieve(id, organization),
      isTrue: (account) => account.id === id && account.name === name,
    });
    const description = `${name} changed`;
    await judge(tally, {
      call: () => serviceAccounts.update(id, { ...organization, description }),
      isTrue: (account) => account.description === description && isDescribed(server, id, description),
      hadEffect: () => isDescribed(server, id, description),
    });
    await judge(tally, {
      call: () => serviceAccounts.list("org", { limit: 3 }),
      isTrue: ({ items }) => Array.isArray(items),
    });
    await judge(tally, {
      call: () => serviceAccounts.delete(id, organization),
      isTrue: () => !server.accounts.has(id),
      hadEffect: () => !server.accounts.has(id),
    });
  }
}

function isDescribed(server: FaultServer, id: string, description: string): boolean {
  return server.accounts.get(id)?.description === description;
}

interface Judged<Result> {
  readonly call: () => PromiseLike<Result>;
  /** Whether a success is what the server really did. */
  readonly isTrue: (result: Result) => boolean;
  readonly hadEffect?: () => boolean;
}

async function judge<Result>(
  tally: Tally,
  { call, isTrue, hadEffect }: Judged<Result>,
): Promise<Result | undefined> {
  tally.calls++;
  const start = performance.now();
  try {
    const result = await call();
    tally.succeeded++;
    if (!isTrue(result)) tally.lost++;
    return result;
  } catch (error) {
    if (!isClientError(error)) tally.foreign++;
    else if (!error.mayHaveTakenEffect && hadEffect?.() === true) tally.denied++;
    return undefined;
  } finally {
    if (performance.now() - start > BUDGET + GRACE) tally.hung++;
  }
}

function toFigures(tally: Tally, server: FaultServer): Figure[] {
  const duplicates = [...server.creations.values()].filter((count) => count > 1).length;
  return [
    { id: "faults-calls", value: tally.calls, unit: "calls" },
    { id: "faults-succeeded", value: tally.succeeded, unit: "calls" },
    { id: "faults-duplicate-creates", value: duplicates, unit: "creates", bound: 0 },
    { id: "faults-lost-results-as-success", value: tally.lost, unit: "calls", bound: 0 },
    { id: "faults-hangs", value: tally.hung, unit: "calls", bound: 0 },
    { id: "faults-foreign-errors", value: tally.foreign, unit: "errors", bound: 0 },
    { id: "faults-effects-denied", value: tally.denied, unit: "errors", bound: 0 },
  ];
}

/** A URL at which nothing listens. */
async function findClosedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 1}`;
}
