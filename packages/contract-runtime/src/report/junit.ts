import type { CheckResult } from "../contract/check.ts";
import { escapeText } from "./escape-text.ts";
import { failureLines } from "./failure-lines.ts";
import { isFailing } from "./known-failures.ts";

/** A run as JUnit XML, in the form that CI servers read: a suite a scenario, a case a check. */
export function formatJUnit({
  name,
  results,
  seconds,
}: {
  readonly name: string;
  readonly results: readonly CheckResult[];
  readonly seconds: number;
}): string {
  const scenarios = [...new Set(results.map(({ scenario }) => scenario))];
  const suites = scenarios.map((id) =>
    suite(
      id,
      results.filter(({ scenario }) => scenario === id),
    ),
  );
  const counts = `${counted(results)} time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(name)}" ${counts}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(id: string, results: readonly CheckResult[]): string {
  return [
    `  <testsuite name="${attribute(id)}" ${counted(results)}>`,
    ...results.map(testCase),
    "  </testsuite>",
  ].join("\n");
}

function testCase(result: CheckResult): string {
  const { check, scenario } = result;
  const title = `${check.method} ${check.path} ${check.title} [${check.code}]`;
  const open = `    <testcase name="${attribute(title)}" classname="${attribute(scenario)}"`;
  const outcome = outcomeOf(result);
  return outcome === undefined ? `${open}/>` : `${open}>\n      ${outcome}\n    </testcase>`;
}

function outcomeOf(result: CheckResult): string | undefined {
  const { check, failure, waived, reason } = result;
  if (failure === undefined)
    return reason === undefined ? undefined : `<skipped message="${attribute(reason)}"/>`;
  if (waived !== undefined)
    return `<skipped message="${attribute(`broken, and let pass (${waived.by}): ${waived.reason}`)}"/>`;
  const message = `expected ${failure.expected}; found ${failure.found}`;
  const text = failureLines(check, failure).map(([label, line]) => `${label}: ${line}`);
  return `<failure type="${attribute(check.code)}" message="${attribute(message)}">${text.map(escapeXml).join("\n")}</failure>`;
}

function counted(results: readonly CheckResult[]): string {
  const failures = results.filter((result) => isFailing(result)).length;
  const skipped = results.filter(
    ({ verdict, waived }) => verdict === "not-judged" || waived !== undefined,
  ).length;
  return `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function attribute(text: string): string {
  return escapeXml(text).replaceAll('"', "&quot;");
}

/** XML 1.0 (section 2.2) has no control characters and no lone surrogates, not even escaped: those are shown as text. */
function escapeXml(text: string): string {
  return escapeText(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
