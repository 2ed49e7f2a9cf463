import type { Swept } from "../run/sweep.ts";
import { escapeText } from "./escape-text.ts";
import { reportCreated } from "./report.ts";

/** What a sweep deleted, could not delete, and did not see; ending with a newline. */
export function formatSweep({ deleted, left, unseen }: Swept): string {
  const parts = [
    section(
      "Deleted, by its name the work of an earlier run:",
      deleted.map(({ label }) => label),
    ),
    section(
      "Left by an earlier run and not deleted:",
      left.map(({ label, reason }) => `${label}: ${reason ?? ""}`),
    ),
    section(
      "Not looked through:",
      unseen.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    `${deleted.length} deleted, ${left.length} left.`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same for programs. */
export function reportSweep({ deleted, left, unseen }: Swept): object {
  return {
    deleted: deleted.map(reportCreated),
    left: left.map(reportCreated),
    unseen: unseen.map(({ path, reason }) => ({ path, reason })),
  };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  ${escapeText(line)}`)].join("\n");
}
