// What a person reads of a comparison on both axes.
import { visibleLine } from "@specloom/api-model";

import { worse, type Verdict } from "../change.ts";
import type { ComparedChange, Comparison } from "../comparison.ts";
import { CONSUMER_STYLES, POLICIES, type TypeWitness } from "../types/type-report.ts";
import { code, describeWitness, escapeCell, placesOf, titleOf } from "./format-diff.ts";

const ORDER: readonly Verdict[] = ["breaking", "unknown", "additive", "none"];
const INDENT = "          ";

/** Changes with what breaks for anybody first. */
function sortChanges(changes: readonly ComparedChange[]): ComparedChange[] {
  return changes.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ wire, types }: ComparedChange): number {
  return ORDER.indexOf(worse(wire, types));
}

export function formatText(comparison: Comparison): string {
  const lines = sortChanges(comparison.changes).flatMap(formatChange);
  const all = [...lines, ...(lines.length > 0 ? [""] : []), ...summaryOf(comparison)];
  return `${all.map(visibleLine).join("\n")}\n`;
}

function formatChange(change: ComparedChange): string[] {
  const { wire, types, kind, symbols, witness, consumers } = change;
  const title = [titleOf(change), symbols.join(", ")].filter((part) => part !== "").join("; ");
  return [
    `wire ${wire}, types ${types}: ${kind}  ${title}`,
    ...[
      change.why,
      ...placesOf(change),
      ...(witness === undefined ? [] : describeWitness(witness)),
      ...describeRow(change),
      ...consumers.flatMap(describeConsumer),
    ].map((line) => `${INDENT}${line}`),
  ];
}

/** `types     reader breaking, builder additive`: the cells that are not `none`. */
function describeRow({ cells }: Pick<ComparedChange, "cells">): string[] {
  if (cells === undefined) return [];
  const told = CONSUMER_STYLES.filter((style) => cells[style] !== "none");
  return told.length === 0 ? [] : [`types     ${told.map((style) => `${style} ${cells[style]}`).join(", ")}`];
}

function describeConsumer({ style, code: text, message }: TypeWitness): string[] {
  return [`${style}: ${message.split("\n").join(" ")}`, ...text.split("\n").map((line) => `  | ${line}`)];
}

function summaryOf(comparison: Comparison): string[] {
  const { cells, differs, changes } = comparison;
  if (!differs) return ["wire: none, types: none (the documents are the same)"];
  if (changes.length === 0) return ["wire: none, types: none (only what is said about the API differs)"];
  const rest = CONSUMER_STYLES.filter((style) => !POLICIES.standard.includes(style));
  const row = (styles: readonly (keyof typeof cells)[]): string =>
    styles.map((style) => `${style} ${cells[style]}`).join(", ");
  return [headlineOf(comparison), `standard: ${row(POLICIES.standard)}`, `strict:   ${row(rest)}`];
}

function headlineOf({ wire, types, policy }: Comparison): string {
  return `wire: ${wire}, types: ${types} (policy ${policy})`;
}

/** A report for a pull request: a row of cells, then one row a change, with the code that no longer compiles below. */
export function formatMarkdown(comparison: Comparison): string {
  const { changes, cells } = comparison;
  if (changes.length === 0) return `### ${summaryOf(comparison).join("")}\n`;
  const head = [
    `### ${headlineOf(comparison)}`,
    "",
    tableRow(CONSUMER_STYLES),
    tableRow(CONSUMER_STYLES.map(() => "---")),
    tableRow(CONSUMER_STYLES.map((style) => cells[style])),
    "",
    tableRow(["wire", "types", "kind", "where", "what"]),
    tableRow(["---", "---", "---", "---", "---"]),
  ];
  const sorted = sortChanges(changes);
  return `${[...head, ...sorted.map(changeRow), ...sorted.flatMap(codeBlocks)].join("\n")}\n`;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function changeRow(change: ComparedChange): string {
  const proof = change.witness === undefined ? [] : describeWitness(change.witness);
  const where = [titleOf(change), ...change.symbols].filter((part) => part !== "").map(escapeCell);
  const what = [
    escapeCell(change.why),
    ...placesOf(change).map(code),
    ...proof.map(code),
    ...describeRow(change).map(escapeCell),
  ];
  return tableRow([change.wire, change.types, change.kind, where.join("<br>"), what.join("<br>")]);
}

function codeBlocks({ symbols, consumers }: ComparedChange): string[] {
  return consumers.flatMap(({ style, code: text, message }) => {
    const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
    const title = `${symbols.join(", ")}, ${style}: ${message.split("\n").join(" ")}`;
    return ["", code(title), "", `${fence}ts`, text, fence];
  });
}
