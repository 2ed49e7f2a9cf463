// What a person reads of a comparison: worst first, each change with its places, its reason and its proof.
import { visibleLine } from "@specloom/api-model";

import type { Change, DocumentDiff, Message, Verdict, Witness } from "../change.ts";

const ORDER: readonly Verdict[] = ["breaking", "unknown", "additive", "none"];
/** Operations that are named before the rest is counted. */
const MOST_NAMES = 3;

export function sortChanges(changes: readonly Change[]): Change[] {
  return changes.toSorted((one, other) => ORDER.indexOf(one.wire) - ORDER.indexOf(other.wire));
}

/** `3 breaking, 0 unknown, 4 additive, 10 none`. */
export function countVerdicts({ changes }: DocumentDiff): string {
  return ORDER.map((verdict) => `${changes.filter(({ wire }) => wire === verdict).length} ${verdict}`).join(
    ", ",
  );
}

export function formatText(diff: DocumentDiff): string {
  const lines = sortChanges(diff.changes).flatMap(formatChange);
  const all = [...lines, ...(lines.length > 0 ? [""] : []), summaryOf(diff)];
  return `${all.map(visibleLine).join("\n")}\n`;
}

function formatChange(change: Change): string[] {
  return [
    `${change.wire.padEnd(9)} ${change.kind}  ${titleOf(change)}`,
    `          ${change.why}`,
    ...placesOf(change).map((place) => `          ${place}`),
    ...(change.witness === undefined
      ? []
      : describeWitness(change.witness).map((line) => `          ${line}`)),
  ];
}

function summaryOf(diff: DocumentDiff): string {
  if (!diff.differs) return "wire: none (the documents are the same)";
  if (diff.changes.length === 0) return "wire: none (only what is said about the API differs)";
  return `wire: ${diff.wire} (${countVerdicts(diff)})`;
}

export function titleOf({ operations, direction }: Change): string {
  const named = operations.slice(0, MOST_NAMES).join(", ");
  const more = operations.length > MOST_NAMES ? ` and ${operations.length - MOST_NAMES} more` : "";
  return [`${named}${more}`, direction].filter((part) => part !== undefined && part !== "").join(", ");
}

export function placesOf({ base, revision }: Change): string[] {
  if (base === revision) return base === undefined ? [] : [`at ${base}`];
  return [
    ...(base === undefined ? [] : [`base      ${base}`]),
    ...(revision === undefined ? [] : [`revision  ${revision}`]),
  ];
}

export function describeWitness(witness: Witness): string[] {
  if (witness.kind === "value") {
    return [
      `witness   ${shorten(JSON.stringify(witness.value))}`,
      `          for ${witness.base ?? witness.revision ?? "#"}`,
    ];
  }
  return [`witness   ${describeMessage(witness.message)}`, `          ${witness.refusal}`];
}

export function describeMessage({ method, url, headers, body, response }: Message): string {
  const sent = `${method} ${url}${writeHeaders(headers)}${body === undefined ? "" : `, body ${shorten(body)}`}`;
  if (response === undefined) return sent;
  const content = response.body === undefined ? "" : `, body ${shorten(response.body)}`;
  return `${sent} -> ${response.status}${writeHeaders(response.headers)}${content}`;
}

function writeHeaders(headers: Message["headers"]): string {
  return headers.map(([name, value]) => `, ${name}: ${value}`).join("");
}

export function shorten(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
}

/** A report for a pull request: one row a change. */
export function formatMarkdown(diff: DocumentDiff): string {
  const rows = sortChanges(diff.changes).map((change) => {
    const proof = change.witness === undefined ? [] : describeWitness(change.witness);
    const what = [escapeCell(change.why), ...placesOf(change).map(code), ...proof.map(code)].join("<br>");
    return `| ${change.wire} | ${change.kind} | ${escapeCell(titleOf(change))} | ${what} |`;
  });
  const table = ["| wire | kind | where | what |", "| --- | --- | --- | --- |", ...rows];
  return `### ${summaryOf(diff)}\n${rows.length === 0 ? "" : `\n${table.join("\n")}\n`}`;
}

/** Code in a cell of a table, in which nothing is markup but what ends the cell. */
export function code(text: string): string {
  return `\`${text
    .replaceAll(/\s+/g, " ")
    .replaceAll("`", "'")
    .replaceAll("|", String.raw`\|`)}\``;
}

/** Text in a cell of a table: of a document, so that nothing in it may be markup. */
export function escapeCell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_<>[\]|]/g, String.raw`\$&`);
}
