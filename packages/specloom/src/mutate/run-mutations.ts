import type { LoadOptions } from "@specloom/api-model";

import { UsageError } from "../usage-error.ts";
import { formatMutation } from "./format-mutation.ts";
import { mockSuspects } from "./mock-suspect.ts";
import { mutate, type Mutation } from "./mutate.ts";
import { readModel } from "./read-model.ts";
import { sampleFaults } from "./sample-faults.ts";
import type { Suspect } from "./subject.ts";

export interface MutationRun {
  readonly document: string;
  /** How it is read: its overlays, and where its `$ref`s may lead. @default as it stands, with nothing fetched */
  readonly load?: LoadOptions;
  readonly minimal: boolean;
  readonly group: string | undefined;
  readonly only: string | undefined;
  readonly short: boolean;
  readonly seed: number;
  /** Hears what is done now. */
  readonly onStep?: (step: string) => void;
}

export interface MutationResult {
  readonly seed: number;
  readonly holds: boolean;
  readonly kinds: readonly KindResult[];
  /** The same for people. */
  readonly text: string;
}

interface KindResult extends Mutation {
  readonly kind: "chosen" | "enumerated";
  readonly killed: number;
  readonly total: number;
  /** Per cent that must be found; absent where only some were tried. */
  readonly bound?: number;
}

/** Faults of a short run: one of so many. */
const SHORT = 20;

/** Tries a document's mutants and judges the shares. @throws UsageError where nothing is left to try */
export async function runMutations(options: MutationRun): Promise<MutationResult> {
  const { onStep } = options;
  onStep?.("reading the document");
  const model = await readModel(options.document, options.load);
  const suspects = mockSuspects(model, options.seed);
  const wanted = options.minimal ? (["chosen"] as const) : (["chosen", "enumerated"] as const);
  const selected = wanted
    .map((kind) => ({ kind, suspect: select(suspects[kind], options) }))
    .filter(({ suspect }) => suspect.faults.length > 0);
  if (selected.length === 0) throw new UsageError(nothing(options));
  const kinds: KindResult[] = [];
  for (const { kind, suspect } of selected) {
    const bound = boundOf(kind, options);
    onStep?.(`judging the server without a fault, before the ${kind} ones`);
    const mutation = await mutate(model, suspect, {
      ...options,
      progress: (done, total) => onStep?.(`${done} of ${total} ${kind} faults tried`),
    });
    kinds.push({ kind, ...mutation, ...count(mutation), ...(bound === undefined ? {} : { bound }) });
  }
  return { seed: options.seed, holds: kinds.every(holds), kinds, text: kinds.map(textOf).join("\n") };
}

function select(suspect: Suspect, { group, only, short, seed }: MutationRun): Suspect {
  const faults = suspect.faults.filter(
    (fault) => (group === undefined || fault.group === group) && (only === undefined || fault.id === only),
  );
  return short ? sampleFaults({ ...suspect, faults }, SHORT, seed) : { ...suspect, faults };
}

function nothing({ group, only }: MutationRun): string {
  const asked = [
    ...(group === undefined ? [] : [`of the group ${group}`]),
    ...(only === undefined ? [] : [`with the id ${only}`]),
  ];
  return `The document has no fault ${asked.join(" and ")}.`;
}

function boundOf(kind: KindResult["kind"], { minimal, group, only, short }: MutationRun): number | undefined {
  if (group !== undefined || only !== undefined || short) return undefined;
  if (kind === "enumerated") return 90;
  return minimal ? 80 : 98;
}

function count({ trials }: Mutation): { readonly killed: number; readonly total: number } {
  const counted = trials.filter(({ verdict }) => verdict !== "same");
  return { killed: counted.filter(({ verdict }) => verdict === "killed").length, total: counted.length };
}

function holds({ alarms, killed, total, bound }: KindResult): boolean {
  return alarms.length === 0 && (bound === undefined || killed * 100 >= bound * total);
}

function textOf(result: KindResult): string {
  const { kind, killed, total, bound } = result;
  const share =
    total === 0
      ? ""
      : ` (${((killed / total) * 100).toFixed(1)} %${bound === undefined ? "" : `, at least ${bound} %`})`;
  return `${kind}: ${killed} of ${total} killed${share}\n${formatMutation(result)}`;
}
