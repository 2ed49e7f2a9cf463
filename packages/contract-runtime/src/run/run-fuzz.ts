// The fuzz phase: sequences of calls that nobody wrote down, against a model of what each thing must be by then. A sequence
// that fails is shrunk to one that cannot be made shorter. The same seed makes the same sequences.
import type { Lifecycle } from "@specloom/api-model";
import { array, asyncProperty, check, constantFrom, nat, record, type Arbitrary } from "fast-check";
import { operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { cleanUp } from "./clean-up.ts";
import { establishParents } from "./create-item.ts";
import { createHistory, Departed, type Step } from "./fuzz-history.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { openStage } from "./stage.ts";

/** Most calls of one sequence; the last look comes on top. */
const maxSteps = 12;

const steps: Arbitrary<readonly Step[]> = array(
  record({
    kind: constantFrom("create", "update", "replace", "read", "list", "delete", "refused", "unasked"),
    which: nat({ max: 5 }),
    choice: nat({ max: 7 }),
  }),
  { minLength: 1, maxLength: maxSteps },
);

/** Sends the sequences of one lifecycle; each begins anew and takes away what it made. */
export async function runFuzz(run: ScenarioRun, lifecycle: Lifecycle): Promise<void> {
  const { session } = run;
  if (session.readOnly) throw new Blocked("nothing is created with --read-only");
  const stage = openStage(run, lifecycle, await establishParents(run, lifecycle));
  let departed: Departed | undefined;
  let first: Exchange | undefined;
  let blocked: Error | undefined;
  const holds = async (sequence: readonly Step[]): Promise<boolean> => {
    if (blocked !== undefined) return true;
    const mark = session.ledger.mark();
    try {
      first = (await createHistory(stage).live(sequence)) ?? first;
      return true;
    } catch (error) {
      if (error instanceof Departed) departed = error;
      else blocked = error instanceof Error ? error : new Error(String(error));
      return !(error instanceof Departed);
    } finally {
      await cleanUp(session, mark);
    }
  };
  const { counterexample } = await check(
    asyncProperty(steps, (sequence) => holds(sequence)),
    { seed: session.seed, numRuns: session.runs },
  );
  // A mistake of ours, or a server that is gone: no matter of the sequence, and nothing to shrink.
  if (departed === undefined && blocked !== undefined) throw blocked;
  await dropSteps(counterexample?.[0] ?? [], holds);
  const create = operationOf(session.model, lifecycle.operations.create ?? "");
  if (departed === undefined) {
    if (first !== undefined) run.judge("history-kept", first, undefined);
    return;
  }
  const { exchange, fault, told } = departed;
  const expected = `${fault.expected}, after (shrunk, seed ${session.seed}): ${told.join(" · ")}`;
  run.judge("history-kept", { ...exchange, operation: create }, { ...fault, expected });
}

/** Leaves out one step after the other as long as what is left fails too: fast-check alone does not drop those at the end. */
async function dropSteps(
  found: readonly Step[],
  holds: (sequence: readonly Step[]) => Promise<boolean>,
): Promise<void> {
  let sequence = found;
  for (let index = sequence.length - 1; index >= 0; index -= 1) {
    const shorter = sequence.toSpliced(index, 1);
    if (shorter.length > 0 && !(await holds(shorter))) sequence = shorter;
  }
}
