import { join } from "node:path";
import type { CheckResult } from "../contract/check.ts";
import { groupFailures } from "../report/group-failures.ts";
import { isFailing } from "../report/known-failures.ts";
import { formatSavedTest, whyUnsaved, type SavedOrigin } from "../report/saved-test.ts";
import { saveFile } from "./save-report.ts";

/**
 * Writes one test file a cause of failure.
 * @returns for each failing check that stands for a cause, the file, or why there is none
 * @throws Unable where a file cannot be written
 */
export async function saveTests(
  folder: string,
  results: readonly CheckResult[],
  origin: SavedOrigin,
): Promise<ReadonlyMap<string, string>> {
  const saved = new Map<string, string>();
  for (const { result } of groupFailures(results.filter((each) => isFailing(each)))) {
    const why = whyUnsaved(result);
    const { replay } = result.failure;
    if (why !== undefined || replay === undefined) {
      saved.set(result.check.id, `not saved: ${why ?? ""}`);
      continue;
    }
    const file = join(folder, `${result.check.id.replaceAll(/[^A-Za-z0-9-]+/g, ".")}.test.js`);
    await saveFile("--save", file, formatSavedTest(result, replay, origin));
    saved.set(result.check.id, file);
  }
  return saved;
}
