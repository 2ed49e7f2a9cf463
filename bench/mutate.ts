// `pnpm mutate`: how many faults of a server the contract suite finds, over the document of this repository and those that were
// written for the tests, and over a server that was written by hand.
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  formatMutation,
  mockSuspects,
  mutate,
  readModel,
  sampleFaults,
  type Mutation,
  type Suspect,
} from "specloom/mutate";
import { keycardSuspect } from "../test/servers/keycard-suspect.ts";
import { report, type Figure } from "./lib/figures.ts";

const ROOT = join(import.meta.dirname, "..");
const KEYCARD = "spec/openapi.yaml";
const DOCUMENTS = [
  KEYCARD,
  "test/documents/paged.yaml",
  "test/documents/offset.yaml",
  "test/documents/read-only.yaml",
];
/** Faults of a short run: one of so many. */
const SHORT = 12;

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: { short: { type: "boolean", default: false }, seed: { type: "string", default: "1" } },
});
const seed = Number(values.seed);

interface Tally {
  killed: number;
  total: number;
  alarms: number;
  readonly tried: Set<string>;
}

const tallies = {
  chosen: tally(),
  minimal: tally(),
  enumerated: tally(),
  mock: tally(),
  hand: tally(),
};

for (const file of DOCUMENTS) {
  const model = await readModel(join(ROOT, file));
  const { chosen, enumerated } = mockSuspects(model, seed);
  const run = async (suspect: Suspect, minimal: boolean, title: string): Promise<Mutation> => {
    const some = values.short ? sampleFaults(suspect, SHORT, seed) : suspect;
    const mutation = await mutate(model, some, { seed, minimal });
    console.log(`\n${file}, ${title}\n${formatMutation(mutation)}`);
    return mutation;
  };
  const found = await run(chosen, false, "chosen");
  add(tallies.chosen, found);
  add(tallies.minimal, await run(chosen, true, "chosen, one token and nothing else"));
  add(tallies.enumerated, await run(enumerated, false, "enumerated"));
  if (file !== KEYCARD) continue;
  add(tallies.mock, found);
  add(tallies.hand, await run(keycardSuspect(), false, "the server that was written by hand"));
}

function tally(): Tally {
  return { killed: 0, total: 0, alarms: 0, tried: new Set() };
}

function add(into: Tally, { trials, alarms }: Mutation): void {
  const counted = trials.filter(({ verdict }) => verdict !== "same");
  into.killed += counted.filter(({ verdict }) => verdict === "killed").length;
  into.total += counted.length;
  into.alarms += alarms.length;
  for (const { fault } of counted) into.tried.add(fault.id);
}

/** Per cent that are not found. */
function missed({ killed, total }: Tally): number {
  return total === 0 ? 100 : (1 - killed / total) * 100;
}

function share(id: string, one: Tally, bound?: number): readonly Figure[] {
  return [
    { id: `${id}: killed`, value: one.killed, unit: "faults", against: `${one.total} that differ` },
    { id: `${id}: survive`, value: missed(one), unit: "%", ...(bound === undefined ? {} : { bound }) },
  ];
}

// A sample says nothing about shares but that the way is there.
const bound = (value: number): number | undefined => (values.short ? undefined : value);
const alarms = Object.values(tallies).reduce((sum, one) => sum + one.alarms, 0);
await report("mutate", [
  { id: "alarms on servers without a fault", value: alarms, unit: "alarms", bound: 0 },
  {
    id: "chosen faults that are missing of 150",
    value: Math.max(0, (bound(150) ?? 0) - tallies.chosen.tried.size),
    unit: "faults",
    bound: 0,
    against: `${tallies.chosen.tried.size} different ones`,
  },
  ...share("chosen, two tenants", tallies.chosen, bound(2)),
  ...share("chosen, --minimal", tallies.minimal, bound(20)),
  ...share("enumerated", tallies.enumerated, bound(10)),
  ...share("hand-written server", tallies.hand),
  {
    id: "faults of it that are missing of 40",
    value: Math.max(0, (bound(40) ?? 0) - tallies.hand.tried.size),
    unit: "faults",
    bound: 0,
    against: `${tallies.hand.tried.size} different ones`,
  },
  {
    id: "hand-written server under the mock",
    value: missed(tallies.hand) - missed(tallies.mock),
    unit: "points",
    ...(values.short ? {} : { bound: 10 }),
    against: "chosen faults of the mock, same document",
  },
]);
