// What a person reads of a comparison in a changeset: what broke, for whom, shown by what, and what to do about it.
import type { Verdict, Witness } from "../diff/change.ts";
import { describeMessage } from "../diff/report/format-diff.ts";
import { visibleText } from "../visible-text.ts";
import type { JudgedChange, StateComparison } from "./compare-states.ts";
import { placeOf } from "./decisions.ts";

/** Changes of one kind that are told before the rest is counted. */
const MOST = 25;

/** The body of a changeset, in Markdown; its first line stands alone in a changelog. */
export function describeChanges(comparison: StateComparison): string {
  const { changes, types } = comparison;
  const of = (verdict: Verdict): readonly JudgedChange[] =>
    changes.filter(({ counts }) => counts === verdict);
  const sections = [
    section("What breaks", of("breaking").flatMap(describeBreak)),
    section("What may break, and nobody has decided yet", of("unknown").flatMap(describeUndecided)),
    section("What no longer compiles", types.witnesses.map(describeCode)),
    section("What is new", of("additive").map(describeHarmless)),
    section("What else changes", of("none").map(describeHarmless)),
  ];
  const text = [summarize(comparison), ...sections.filter((part) => part !== "")].join("\n\n");
  return visibleText(text);
}

function section(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const more = items.length > MOST ? [`- and ${items.length - MOST} more`] : [];
  return [`**${title}**`, "", ...items.slice(0, MOST), ...more].join("\n");
}

/** One sentence: `Breaking: 2 changes break callers of POST /notes.` */
export function summarize({ changes, wire, types, differs }: StateComparison): string {
  if (!differs) return "Nothing differs from the last release.";
  const worst = changes.filter(({ counts }) => counts === wire);
  const titles = [...new Set(worst.flatMap(({ change }) => change.operations))];
  const where = listSome(titles);
  const count = `${worst.length} change${worst.length === 1 ? "" : "s"}`;
  if (wire === "breaking") return `Breaking: ${count}${where === "" ? "" : ` of ${where}`}.`;
  if (wire === "unknown") return `Perhaps breaking: ${count}${where === "" ? "" : ` of ${where}`}.`;
  if (types.verdict === "breaking")
    return "Breaking in the types: code that was written against them no longer compiles.";
  if (types.verdict === "unknown")
    return "Perhaps breaking in the types: they changed, and it could not be decided how.";
  if (wire === "additive" || types.verdict === "additive")
    return `More is possible${where === "" ? "" : `: ${where}`}.`;
  return "Nothing changes for callers but what is said about the API.";
}

function listSome(titles: readonly string[]): string {
  const named = titles.slice(0, 3).map(code).join(", ");
  return titles.length > 3 ? `${named} and ${titles.length - 3} more` : named;
}

function describeBreak(judged: JudgedChange): string {
  const { change } = judged;
  return [
    `- ${headOf(judged)}`,
    `  - Where: ${placesOf(judged)}`,
    ...(change.witness === undefined ? [] : [`  - Shown by: ${showWitness(change.witness)}`]),
    `  - To adapt: ${adaptationOf(judged)}`,
  ].join("\n");
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

function describeCode({ style, code: text, message }: StateComparison["types"]["witnesses"][number]): string {
  const lines = text.trimEnd().split("\n");
  return [`- ${style}: ${plain(message)}`, "", ...["```ts", ...lines, "```"].map((line) => `  ${line}`)].join(
    "\n",
  );
}

function headOf({ change }: JudgedChange): string {
  const title = [listSome(change.operations), change.direction].filter(
    (part) => part !== undefined && part !== "",
  );
  return `${title.length === 0 ? "" : `${title.join(", ")}: `}${plain(change.why)}`;
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
function adaptationOf({ change }: JudgedChange): string {
  const { kind, direction, revision } = change;
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
