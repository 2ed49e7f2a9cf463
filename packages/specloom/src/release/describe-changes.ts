// What a person reads of a comparison in a changeset: what broke, for whom, shown by what, and what to do about it.
import { visibleText } from "@specloom/api-model";

import { worse, type Verdict, type Witness } from "../diff/change.ts";
import { describeMessage } from "../diff/report/format-diff.ts";
import { POLICIES, type Policy, type TypeWitness } from "../diff/types/type-report.ts";
import type { JudgedChange, StateComparison } from "./compare-states.ts";
import { placeOf } from "./decisions.ts";

/** Changes of one kind that are told before the rest is counted. */
const MOST = 25;

/** Styles of consumers whose code is shown for one change. */
const MOST_CODE = 2;

/** The body of a changeset, in Markdown; its first line stands alone in a changelog. */
export function describeChanges(comparison: StateComparison): string {
  const { changes, policy } = comparison;
  const of = (verdict: Verdict): readonly JudgedChange[] =>
    changes.filter((change) => countsAs(change) === verdict);
  const sections = [
    section(
      "What breaks",
      of("breaking").map((change) => describeBreak(change, policy)),
    ),
    section("What may break, and nobody has decided yet", of("unknown").map(describeUndecided)),
    section("What is new", of("additive").map(describeHarmless)),
    section("What else changes", of("none").map(describeHarmless)),
  ];
  const text = [summarize(comparison), ...sections.filter((part) => part !== "")].join("\n\n");
  return visibleText(text);
}

/** The worse of both axes. */
function countsAs({ wire, types }: JudgedChange): Verdict {
  return worse(wire, types);
}

function section(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const more = items.length > MOST ? [`- and ${items.length - MOST} more`] : [];
  return [`**${title}**`, "", ...items.slice(0, MOST), ...more].join("\n");
}

/** One sentence: `Breaking for 2 changes: POST /notes.` */
export function summarize({ changes, wire, types, differs }: StateComparison): string {
  if (!differs) return "Nothing differs from the last release.";
  const verdict = worse(wire, types);
  const worst = changes.filter((change) => countsAs(change) === verdict);
  const where = listSome([...new Set(worst.flatMap(({ change }) => change.operations))]);
  const count = `${worst.length} change${worst.length === 1 ? "" : "s"}${where === "" ? "" : ` of ${where}`}`;
  const whom = wire === verdict ? "" : " in the types";
  switch (verdict) {
    case "breaking":
      return `Breaking${whom}: ${count}.`;
    case "unknown":
      return `Perhaps breaking${whom}: ${count}.`;
    case "additive":
      return `More is possible${whom}: ${count}.`;
    default:
      return "Nothing changes for callers but what is said about the API.";
  }
}

function listSome(titles: readonly string[]): string {
  const named = titles.slice(0, 3).map(code).join(", ");
  return titles.length > 3 ? `${named} and ${titles.length - 3} more` : named;
}

function describeBreak(judged: JudgedChange, policy: Policy): string {
  const { change } = judged;
  const counted = change.consumers.filter(({ style }) => POLICIES[policy].includes(style));
  return [
    `- ${headOf(judged)}`,
    `  - Where: ${placesOf(judged)}`,
    ...(change.witness === undefined ? [] : [`  - Shown by: ${showWitness(change.witness)}`]),
    ...counted.slice(0, MOST_CODE).map(showCode),
    `  - To adapt: ${adaptationOf(judged)}`,
  ].join("\n");
}

function showCode({ style, code: text, message }: TypeWitness): string {
  const lines = ["```ts", ...text.trimEnd().split("\n"), "```"].map((line) => `    ${line}`.trimEnd());
  return [`  - No longer compiles (${style}): ${plain(message)}`, "", ...lines, ""].join("\n");
}

function describeUndecided(judged: JudgedChange): string {
  const decision = `{ at: ${JSON.stringify(placeOf(judged.change))}, change: "${judged.id}", verdict: "none", because: "…" }`;
  return [
    `- ${headOf(judged)}`,
    `  - Where: ${placesOf(judged)}`,
    `  - To decide it, add to \`decisions\` of the configuration: ${code(decision)}`,
  ].join("\n");
}

function describeHarmless(judged: JudgedChange): string {
  const { decision, isForeseen } = judged;
  const notes = [
    ...(decision === undefined ? [] : [` (decided: ${plain(decision.because)})`]),
    ...(isForeseen
      ? [
          " (breaking on the wire for whoever validates answers; the generated type is open there, so it counts as additive)",
        ]
      : []),
  ];
  return `- ${headOf(judged)}${notes.join("")}`;
}

function headOf({ change }: JudgedChange): string {
  const { operations, direction, symbols, why } = change;
  const parts = [listSome(operations), direction ?? "", symbols.length === 0 ? "" : listSome(symbols)];
  const title = parts.filter((part) => part !== "").join(", ");
  return `${title === "" ? "" : `${title}: `}${plain(why)}`;
}

function placesOf({ change: { base, revision } }: JudgedChange): string {
  if (base === revision || revision === undefined) return code(base ?? "#");
  return base === undefined ? code(revision) : `${code(base)}, now ${code(revision)}`;
}

function showWitness(witness: Witness): string {
  if (witness.kind === "value") return `the value ${code(shorten(JSON.stringify(witness.value)))}`;
  return `${code(shorten(describeMessage(witness.message)))}: ${plain(witness.refusal)}`;
}

/** What a caller does about it before taking the release. */
function adaptationOf({ change, wire }: JudgedChange): string {
  const { kind, direction, revision } = change;
  if (wire !== "breaking") return "change code such as the one shown when you take the release.";
  if (kind === "operation" && revision === undefined) return "call something else in its place: it is gone.";
  if (kind === "security") return "send the credentials that are asked for now.";
  if (kind === "server") return "call the address that is named now.";
  if (direction === "response") return "be ready for an answer such as the one shown.";
  return "send nothing such as what is shown: it is refused from now on.";
}

function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

/** Text of a document as text of Markdown, on one line. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_<>[\]]/g, String.raw`\$&`);
}

function code(text: string): string {
  return `\`${text.replaceAll(/\s+/g, " ").replaceAll("`", "'")}\``;
}
