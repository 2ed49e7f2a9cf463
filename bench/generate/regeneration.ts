import { join } from "node:path";

import { median, type Figure } from "../lib/figures.ts";
import { runProcess } from "./run-process.ts";
import { SPECLOOM, withWorkspace } from "./workspace.ts";

const DOCUMENT = join(import.meta.dirname, "../../spec/openapi.yaml");
const ROUNDS = 7;

/** A run that finds nothing changed against one that makes everything, of the document in `spec/`. */
export function measureRegeneration(): Promise<Figure[]> {
  return withWorkspace(DOCUMENT, async (folder) => {
    const timeOf = async (...flags: readonly string[]): Promise<number> =>
      (await runProcess([SPECLOOM, "generate", ...flags], folder)).seconds;
    await timeOf();
    const ratios: number[] = [];
    const unchanged: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const full = await timeOf("--force");
      const seconds = await timeOf();
      unchanged.push(seconds);
      ratios.push(seconds / full);
    }
    return [
      { id: "regeneration-time", value: median(unchanged), unit: "s" },
      {
        id: "regeneration",
        value: median(ratios),
        unit: "x",
        bound: 0.5,
        against: "specloom generate --force",
      },
    ];
  });
}
