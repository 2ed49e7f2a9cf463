// `pnpm bench:diff [--short]`: consumers that a person wrote against the type verdict, under two compilers; random edits of random documents against Ajv and against laws, and the time and memory of a wire
// comparison of two versions of a large document against `redocly diff`. `--pairs N` sets the number of pairs.
import { parseArgs } from "node:util";

import { judgeConsumers } from "./diff/consumers.ts";
import { runEdits } from "./diff/random-edits.ts";
import { measureSpeed } from "./diff/speed.ts";
import { report, type Figure } from "./lib/figures.ts";
import { seededRandom } from "./lib/random.ts";

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    pairs: { type: "string" },
    document: { type: "string" },
  },
});
const seed = Number(process.env["SEED"] ?? 1);
const pairs = Number(values.pairs ?? (values.short ? 1000 : 20_400));
console.log(`edits are drawn with seed ${seed} (set SEED to draw others)`);

let said = 0;
const tally = runEdits(seededRandom(seed), Math.ceil(pairs / 2), (text) => {
  said += 1;
  if (said <= 20) console.log(text.slice(0, 1500));
});
const figures: Figure[] = [
  { id: "pairs", value: tally.pairs, unit: "pairs", least: pairs },
  { id: "values judged by Ajv", value: tally.values, unit: "values" },
  { id: "messages tried", value: tally.messages, unit: "messages" },
  { id: "refuted", value: tally.refuted, unit: "pairs", bound: 0 },
  { id: "unknown", value: (100 * tally.unknown) / tally.pairs, unit: "%", bound: 2 },
  {
    id: "breaking with a witness",
    value: (100 * tally.witnessed) / Math.max(1, tally.breaking),
    unit: "%",
    least: 100,
  },
  { id: "laws broken", value: tally.broken, unit: "pairs", bound: 0 },
];
figures.push(...(await judgeConsumers((text) => console.log(text))));
if (!values.short) figures.push(...(await measureSpeed(values.document, seed)));
await report("diff", figures);
