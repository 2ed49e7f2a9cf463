// `pnpm bench:contract`: whether correct servers pass, how many requests a run sends, and how long it takes. Every phase takes
// part, the sequences of the fuzz phase too. `--short` is for CI: few seeds. `--seeds N` sets how many a variant gets, `--plain N`
// how many the plain mock gets.
import { parseArgs } from "node:util";
import { startMockServer } from "@specloom/mock-server";
import { runContract } from "@specloom/contract-runtime";
import { model } from "@specloom/keycard-contract-tests";
import { join } from "node:path";
import { runOrders } from "./contract/run-orders.ts";
import { runVariant, type VariantRun } from "./contract/run-variant.ts";
import type { VariantOrder } from "./contract/variant-worker.ts";
import { variants } from "./contract/variants.ts";
import { report } from "./lib/figures.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    short: { type: "boolean", default: false },
    seeds: { type: "string" },
    plain: { type: "string" },
  },
});
const seeds = Number(values.seeds ?? (values.short ? 1 : 50));
const plainSeeds = Number(values.plain ?? (values.short ? 20 : 1000));
/** Sequences of each lifecycle in a run. */
const RUNS = 5;
/** Runs as they are by default, to count requests and seconds. */
const DEFAULT_RUNS = 5;

/** What all runs of one server came to. */
interface Tally {
  alarms: number;
  left: number;
  notJudged: number;
}

/** Tallies of each server, the plain mock as "plain"; an alarm is told as it comes. */
async function sweep(orders: readonly VariantOrder[]): Promise<ReadonlyMap<string, Tally>> {
  const tallies = new Map<string, Tally>();
  await runOrders(orders, ({ variant = "plain", seed }, { alarms, left, notJudged }) => {
    const tally = tallies.get(variant) ?? { alarms: 0, left: 0, notJudged: 0 };
    tally.alarms += alarms.length;
    tally.left += left;
    tally.notJudged = Math.max(tally.notJudged, notJudged);
    tallies.set(variant, tally);
    for (const { check, failure } of alarms)
      console.log(
        `ALARM ${variant}, seed ${seed}: ${check.id}: expected ${failure?.expected}, found ${failure?.found}`,
      );
  });
  return tallies;
}

function ordersOf(count: number, variant: Pick<VariantOrder, "variant">): readonly VariantOrder[] {
  return Array.from({ length: count }, (_, index) => ({ ...variant, seed: index + 1, runs: RUNS }));
}

/** Runs of the default phases alone, one after the other. */
async function runDefaults(): Promise<readonly VariantRun[]> {
  const runs: VariantRun[] = [];
  for (let seed = 1; seed <= DEFAULT_RUNS; seed += 1) runs.push(await runVariant(undefined, seed));
  return runs;
}

/** Seconds of a run over HTTP on the loopback. */
async function timeOverHttp(): Promise<number> {
  const server = await startMockServer({ document: join(import.meta.dirname, "../spec/openapi.yaml") });
  const [own] = server.identities;
  const started = performance.now();
  const run = await runContract(model, {
    baseUrl: server.url,
    parameters: { organization_id: own?.tenant?.id ?? "" },
    credentials: { clientId: own?.clientID ?? "", clientSecret: own?.clientSecret ?? "" },
  });
  await server.close();
  const broken = run.results.filter(({ verdict }) => verdict === "broken");
  if (broken.length > 0)
    throw new Error(`Over HTTP, ${broken.map(({ check }) => check.id).join(", ")} broke.`);
  return (performance.now() - started) / 1000;
}

const defaults = await runDefaults();
const overHttp = await timeOverHttp();
const started = performance.now();
const tallies = await sweep([
  ...ordersOf(plainSeeds, {}),
  ...variants.flatMap(({ name }) => ordersOf(seeds, { variant: name })),
]);
const swept = (performance.now() - started) / 1000;
const plain = tallies.get("plain");
const others = variants.map(({ name }) => tallies.get(name)?.alarms ?? 0);

await report("contract", [
  { id: "correct variants", value: variants.length, unit: "servers" },
  {
    id: "seeds a variant",
    value: seeds,
    unit: "seeds",
    against: `${RUNS} sequences of each lifecycle in each`,
  },
  {
    id: "variants with alarms",
    value: others.filter((alarms) => alarms > 0).length,
    unit: "servers",
    bound: 0,
  },
  {
    id: "alarms on variants",
    value: others.reduce((sum, alarms) => sum + alarms, 0),
    unit: "checks",
    bound: 0,
  },
  {
    id: `alarms on the plain mock, ${plainSeeds} seeds`,
    value: plain?.alarms ?? Number.NaN,
    unit: "checks",
    bound: 0,
  },
  { id: "things left behind on the plain mock", value: plain?.left ?? Number.NaN, unit: "things", bound: 0 },
  { id: "checks not judged on the plain mock", value: plain?.notJudged ?? Number.NaN, unit: "checks" },
  { id: "the sweep over all of them", value: swept, unit: "s" },
  {
    id: "requests of a default run",
    value: Math.max(...defaults.map(({ requests }) => requests)),
    unit: "requests",
    bound: 599,
  },
  { id: "a run in process", value: defaults.at(-1)?.seconds ?? Number.NaN, unit: "s" },
  { id: "a run over HTTP", value: overHttp, unit: "s" },
]);
