import { median, type Figure } from "../lib/figures.ts";
import { installPeers, PEERS } from "./peers.ts";
import { runProcess, type ProcessCost } from "./run-process.ts";
import { SPECLOOM, withWorkspace } from "./workspace.ts";

/** Our whole process against each peer's, in turn, each into an empty folder. */
export async function measureAgainstPeers(document: string, rounds: number): Promise<Figure[]> {
  installPeers();
  const ours: ProcessCost[] = [];
  const theirs = new Map(PEERS.map(({ id }): [string, ProcessCost[]] => [id, []]));
  for (let round = 0; round < rounds; round++) {
    ours.push(await withWorkspace(document, (folder) => runProcess([SPECLOOM, "generate"], folder)));
    for (const { id, command } of PEERS) {
      const run = (folder: string): Promise<ProcessCost> => runProcess(command(document, folder), folder);
      theirs.get(id)?.push(await withWorkspace(document, run));
    }
  }
  const ratio = (id: string, value: keyof ProcessCost): number =>
    median(ours.map((cost, index) => cost[value] / (theirs.get(id)?.[index]?.[value] ?? Number.NaN)));
  return [
    { id: "time", value: median(ours.map(({ seconds }) => seconds)), unit: "s" },
    ...PEERS.map(({ id, name, bound }) => ({
      id: `time-${id}`,
      value: ratio(id, "seconds"),
      unit: "x",
      bound,
      against: name,
    })),
    { id: "memory", value: median(ours.map(({ megabytes }) => megabytes)), unit: "MB", bound: 1000 },
    {
      id: "memory-hey-api",
      value: ratio("hey-api", "megabytes"),
      unit: "x",
      bound: 1.6,
      against: PEERS[0]?.name ?? "",
    },
  ];
}
