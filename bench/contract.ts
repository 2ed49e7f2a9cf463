// `pnpm bench:contract`: whether correct servers pass, how many requests a run sends, and how long it takes.
// `--short` is for CI: few seeds. `--seeds N` sets how many a variant gets.
import { parseArgs } from "node:util";
import { startMockServer } from "@specloom/mock-server";
import { runContract } from "@specloom/contract-runtime";
import { model } from "@specloom/keycard-contract-tests";
import { join } from "node:path";
import { runVariant, type VariantRun } from "./contract/run-variant.ts";
import type { Variant } from "./contract/variant.ts";
import { variants } from "./contract/variants.ts";
import { report } from "./lib/figures.ts";

const { values } = parseArgs({ options: { short: { type: "boolean" }, seeds: { type: "string" } } });
const seeds = Number(values.seeds ?? (values.short === true ? 2 : 50));
const plainSeeds = values.short === true ? 20 : Math.max(20, seeds * 20);

/** Alarms of one server over several seeds; each is told as it comes. */
async function countAlarms(variant: Variant | undefined, count: number): Promise<readonly VariantRun[]> {
  const runs: VariantRun[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const run = await runVariant(variant, seed);
    runs.push(run);
    for (const { check, failure } of run.alarms)
      console.log(
        `ALARM ${variant?.name ?? "plain"}, seed ${seed}: ${check.id}: expected ${failure?.expected}, found ${failure?.found}`,
      );
  }
  return runs;
}

const alarmsOf = (runs: readonly VariantRun[]): number =>
  runs.reduce((sum, { alarms }) => sum + alarms.length, 0);

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

const plain = await countAlarms(undefined, plainSeeds);
const each: { readonly name: string; readonly runs: readonly VariantRun[] }[] = [];
for (const variant of variants) each.push({ name: variant.name, runs: await countAlarms(variant, seeds) });

await report("contract", [
  { id: "correct variants", value: variants.length, unit: "servers" },
  { id: "seeds a variant", value: seeds, unit: "seeds" },
  {
    id: "variants with alarms",
    value: each.filter(({ runs }) => alarmsOf(runs) > 0).length,
    unit: "servers",
    bound: 0,
  },
  {
    id: "alarms on variants",
    value: each.reduce((sum, { runs }) => sum + alarmsOf(runs), 0),
    unit: "checks",
    bound: 0,
  },
  { id: `alarms on the plain mock, ${plainSeeds} seeds`, value: alarmsOf(plain), unit: "checks", bound: 0 },
  {
    id: "things left behind on the plain mock",
    value: plain.reduce((sum, { left }) => sum + left, 0),
    unit: "things",
    bound: 0,
  },
  {
    id: "checks not judged on the plain mock",
    value: Math.max(...plain.map(({ notJudged }) => notJudged)),
    unit: "checks",
  },
  {
    id: "requests of a default run",
    value: Math.max(...plain.map(({ requests }) => requests)),
    unit: "requests",
    bound: 599,
  },
  { id: "a run in process", value: plain.at(-1)?.seconds ?? Number.NaN, unit: "s" },
  { id: "a run over HTTP", value: await timeOverHttp(), unit: "s" },
]);
