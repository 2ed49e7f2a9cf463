// Random single edits of random documents: what the comparison says about each, against values that Ajv judges, and against the
// laws that every verdict keeps.
import { diffDocuments, type Verdict } from "specloom/diff";

import { combine, documentOf, drawContext, refactor, type Drawn } from "./documents.ts";
import { EDITS } from "./edits.ts";
import { judgeMessageEdit, MESSAGE_EDITS } from "./message-edits.ts";
import { compileReading } from "./readings.ts";
import { sampleValue } from "./sampling.ts";
import type { Random } from "./random-values.ts";

export interface Tally {
  pairs: number;
  /** Pairs of which a value shows that what was called `none` or `additive` breaks. */
  refuted: number;
  unknown: number;
  breaking: number;
  /** Breaking verdicts that brought a witness. */
  witnessed: number;
  /** Laws that did not hold. */
  broken: number;
  values: number;
  /** Requests and answers that were tried of edits of messages. */
  messages: number;
}

type Verdicts = Readonly<Record<"request" | "response", Verdict>>;
type Pair = Record<"before" | "after", Pick<Drawn, "root" | "schemas">>;

const ORDER: readonly Verdict[] = ["none", "additive", "unknown", "breaking"];
const SAMPLES = 25;

export function runEdits(random: Random, count: number, say: (text: string) => void): Tally {
  const tally: Tally = {
    pairs: 0,
    refuted: 0,
    unknown: 0,
    breaking: 0,
    witnessed: 0,
    broken: 0,
    values: 0,
    messages: 0,
  };
  const kinds = Object.entries(EDITS);
  const messageKinds = Object.keys(MESSAGE_EDITS);
  let previous: { pair: Pair; verdicts: Verdicts } | undefined;
  for (let index = 0; index < count; index++) {
    const turn = index % (kinds.length + messageKinds.length);
    const messageKind = messageKinds[turn - kinds.length];
    if (messageKind !== undefined) tallyMessages({ random, kind: messageKind, tally }, say);
    const [kind, draw] = kinds[turn] ?? [];
    if (kind === undefined || draw === undefined) continue;
    const place = drawContext(random);
    const edit = draw(random);
    const pair = { before: place(edit.before), after: place(edit.after) };
    const verdicts = judge(pair, tally);
    for (const direction of ["request", "response"] as const) {
      tally.pairs += 1;
      if (verdicts[direction] === "unknown") {
        tally.unknown += 1;
        say(`unknown: ${kind} in a ${direction}: ${describe(pair)}`);
      }
      const refutation = refute({ random, pair, direction, verdict: verdicts[direction], tally });
      if (refutation !== undefined) {
        tally.refuted += 1;
        say(
          `refuted: ${kind} in a ${direction} is ${verdicts[direction]}, but ${JSON.stringify(refutation)}: ${describe(pair)}`,
        );
      }
    }
    for (const law of checkLaws({ pair, verdicts, kind, previous })) {
      tally.broken += 1;
      say(`law: ${law}: ${kind}: ${describe(pair)}`);
    }
    previous = { pair, verdicts };
  }
  return tally;
}

interface MessageTrial {
  readonly random: Random;
  readonly kind: string;
  readonly tally: Tally;
}

function tallyMessages({ random, kind, tally }: MessageTrial, say: (text: string) => void): void {
  for (const { verdict, breaking, witnessed, refutation, messages, text } of judgeMessageEdit(random, kind)) {
    tally.pairs += 1;
    tally.messages += messages;
    tally.breaking += breaking;
    tally.witnessed += witnessed;
    if (verdict === "unknown") {
      tally.unknown += 1;
      say(`unknown: ${kind}: ${text}`);
    }
    if (refutation === undefined) continue;
    tally.refuted += 1;
    say(`refuted: ${kind} is ${verdict}, but ${refutation}: ${text}`);
  }
}

function describe({ before, after }: Pair): string {
  return `${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
}

function judge({ before, after }: Pair, tally?: Tally): Verdicts {
  const { changes } = diffDocuments(documentOf(before).document, documentOf(after).document);
  if (tally !== undefined) {
    const breaking = changes.filter(({ wire }) => wire === "breaking");
    tally.breaking += breaking.length;
    tally.witnessed += breaking.filter(({ witness }) => witness !== undefined).length;
  }
  const worst = (direction: string): Verdict =>
    changes
      .filter((change) => change.direction === direction)
      .reduce<Verdict>((one, { wire }) => (ORDER.indexOf(wire) > ORDER.indexOf(one) ? wire : one), "none");
  return { request: worst("request"), response: worst("response") };
}

interface Trial {
  readonly random: Random;
  readonly pair: Pair;
  readonly direction: "request" | "response";
  readonly verdict: Verdict;
  readonly tally: Tally;
}

/** A value that the sender may send and the receiver refuses, where the verdict says that there is none. */
function refute({ random, pair, direction, verdict, tally }: Trial): unknown {
  if (verdict === "breaking" || verdict === "unknown") return undefined;
  const [sender, receiver] = direction === "request" ? [pair.before, pair.after] : [pair.after, pair.before];
  const sends = compileReading(sender, { direction, isSender: true });
  const takes = compileReading(receiver, { direction, isSender: false });
  for (let index = 0; index < SAMPLES; index++) {
    const value = sampleValue(random, sender.root, { schemas: sender.schemas });
    if (!sends(value)) continue;
    tally.values += 1;
    if (!takes(value)) return value;
  }
  return undefined;
}

interface Judged {
  readonly pair: Pair;
  readonly verdicts: Verdicts;
  readonly kind: string;
  readonly previous: { readonly pair: Pair; readonly verdicts: Verdicts } | undefined;
}

/** The laws that do not hold: a reverse edit swaps the directions; refactorings are identities; composition never lowers. */
function checkLaws({ pair, verdicts, kind, previous }: Judged): string[] {
  const broken: string[] = [];
  const isOneWay = kind === "readOnly" || kind === "writeOnly";
  const reverse = judge({ before: pair.after, after: pair.before });
  if (
    !isOneWay &&
    (breaks(verdicts.request) !== breaks(reverse.response) ||
      breaks(verdicts.response) !== breaks(reverse.request))
  ) {
    broken.push("the reverse edit does not swap the directions");
  }
  const refactored = judge({ before: pair.before, after: refactor(pair.before) });
  if (refactored.request !== "none" || refactored.response !== "none")
    broken.push("a refactoring is a change");
  if (previous !== undefined) {
    const both = judge({
      before: combine(pair.before, previous.pair.before),
      after: combine(pair.after, previous.pair.after),
    });
    const isLower = (["request", "response"] as const).some((direction) =>
      [verdicts, previous.verdicts].some((own) => breaks(own[direction]) && !breaks(both[direction])),
    );
    if (isLower) broken.push("two edits together break less than one");
  }
  return broken;
}

function breaks(verdict: Verdict): boolean {
  return verdict === "breaking" || verdict === "unknown";
}
