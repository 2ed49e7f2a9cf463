// Edits of a document against consumers that a person wrote, one a style: what the type verdict says of each cell, and what the
// compilers say.
import { compareDocuments, CONSUMER_STYLES } from "specloom/diff";

import {
  compilerOf,
  Consumers,
  editDocument,
  readBase,
  readEdits,
  ZOO,
} from "../../packages/specloom/test/diff/types/consumers-under-compilers.ts";
import type { Figure } from "../lib/figures.ts";

const COMPILERS = [
  { version: "5", name: "TypeScript 5.9" },
  { version: "7", name: "TypeScript 7's command" },
] as const;

export async function judgeConsumers(say: (text: string) => void): Promise<Figure[]> {
  const base = await readBase();
  const edits = await readEdits();
  const consumers = await Consumers.write(base, edits);
  try {
    const found = await Promise.all(
      COMPILERS.map(async ({ version, name }) => ({
        name,
        broken: await consumers.compile(compilerOf(version)),
        differing: 0,
      })),
    );
    let unknown = 0;
    for (const edit of edits) {
      const revision = editDocument(base, edit);
      const { cells } = await compareDocuments({ base, revision, config: ZOO, policy: "strict" });
      for (const style of CONSUMER_STYLES) {
        if (cells[style] === "unknown") unknown += 1;
        for (const compiler of found) {
          if ((cells[style] === "breaking") === compiler.broken.get(edit)?.has(style)) continue;
          compiler.differing += 1;
          say(`types: ${edit.name}, ${style} is ${cells[style]}, and ${compiler.name} says otherwise`);
        }
      }
    }
    return [
      { id: "edits under hand-written consumers", value: edits.length, unit: "edits", least: 38 },
      { id: "type cells", value: edits.length * CONSUMER_STYLES.length, unit: "cells", least: 304 },
      { id: "unknown type cells", value: unknown, unit: "cells", bound: 0 },
      ...found.map(({ name, differing }) => ({
        id: `type cells that ${name} sees otherwise`,
        value: differing,
        unit: "cells",
        bound: 0,
      })),
    ];
  } finally {
    await consumers.remove();
  }
}
