import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { median, type Figure } from "../lib/figures.ts";
import { syntheticDocument } from "../mock/synthetic-document.ts";
import { runProcess } from "./run-process.ts";
import { SPECLOOM, withWorkspace } from "./workspace.ts";

const SIZES = [10, 100, 1000, 3000] as const;
const ROUNDS = 3;

/** Milliseconds an operation as a document grows. */
export async function measureGrowth(): Promise<Figure[]> {
  const costs = new Map<number, number>();
  for (const size of SIZES) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await timeOf(size));
    costs.set(size, (median(times) * 1000) / size);
  }
  const cost = (size: number): number => costs.get(size) ?? Number.NaN;
  return [
    ...SIZES.map((size) => ({ id: `growth-${size}`, value: cost(size), unit: "ms an operation" })),
    { id: "growth", value: cost(3000) / cost(100), unit: "x", bound: 1.3, against: "100 operations" },
  ];
}

function timeOf(size: number): Promise<number> {
  return withWorkspace("openapi.json", async (folder) => {
    await writeFile(join(folder, "openapi.json"), JSON.stringify(syntheticDocument(size)));
    return (await runProcess([SPECLOOM, "generate"], folder)).seconds;
  });
}
