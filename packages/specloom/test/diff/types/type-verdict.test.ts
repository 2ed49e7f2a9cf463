import { describe, expect, it } from "vitest";

import { compareDocuments } from "../../../src/diff/compare-documents.ts";
import { CONSUMER_STYLES } from "../../../src/diff/types/type-report.ts";
import {
  compilerOf,
  Consumers,
  editDocument,
  readBase,
  readEdits,
  ZOO,
} from "./consumers-under-compilers.ts";

/** Every which edit is tried here; `pnpm bench:diff` tries them all. */
const STEP = 4;

describe("the type verdict", () => {
  it("is what two compilers say to consumers that a person wrote", async () => {
    const base = await readBase();
    const edits = (await readEdits()).filter((_edit, index) => index % STEP === 0);
    const consumers = await Consumers.write(base, edits);
    try {
      const byCompiler = [await consumers.compile(compilerOf("5")), await consumers.compile(compilerOf("7"))];
      for (const edit of edits) {
        const revision = editDocument(base, edit);
        const { cells } = await compareDocuments({ base, revision, config: ZOO, policy: "strict" });
        const broken = CONSUMER_STYLES.filter((style) => cells[style] === "breaking");
        for (const found of byCompiler)
          expect([edit.name, broken]).toEqual([edit.name, [...(found.get(edit) ?? [])]]);
        expect([edit.name, ...Object.values(cells)]).not.toContain("unknown");
      }
    } finally {
      await consumers.remove();
    }
  });
});
