// The lifecycle phase: one thing and its sibling, from creation to deletion. Each step is taken although an earlier one
// failed, as far as it makes sense, so that one fault does not hide the next.
import type { Json, Lifecycle } from "@specloom/api-model";
import { canCreate } from "../document/roles.ts";
import { showValue } from "../judge/show-value.ts";
import { createItem, establishParents, type CreatedItem } from "./create-item.ts";
import { missingEcho } from "./missing-echo.ts";
import { runDeletion } from "./run-deletion.ts";
import { runReading, runReadingFound } from "./run-reading.ts";
import { runChange } from "./run-change.ts";
import { objectIn, type ScenarioRun } from "./scenario-run.ts";
import { openStage, type CreatedStage, type Stage } from "./stage.ts";

/** Lives through one lifecycle; where nothing can be created, reads what is there. */
export async function runLifecycle(run: ScenarioRun, lifecycle: Lifecycle): Promise<void> {
  const stage = openStage(run, lifecycle, await establishParents(run, lifecycle));
  if (!canCreate(lifecycle) || run.session.readOnly) {
    await runReadingFound(stage);
    return;
  }
  const created = await createPair(stage);
  await runReading(created);
  for (const role of ["update", "replace"] as const) await runChange(created, role);
  await runDeletion(created);
}

async function createPair(stage: Stage): Promise<CreatedStage> {
  const { run, lifecycle, parents } = stage;
  const first = await createItem(run, lifecycle, parents);
  run.judge("creation-echoes", first.exchange, missingEcho(run, lifecycle, first));
  let second: CreatedItem | undefined;
  await run.attempt(async () => {
    second = await createItem(run, lifecycle, parents);
    judgePair(stage, first, second);
  });
  const given = [first, ...(second === undefined ? [] : [second])].flatMap(({ exchange }) =>
    lifecycle.secrets.flatMap(({ member }) => own(objectIn(exchange), member) ?? []),
  );
  const created = { ...stage, given: given.filter((secret) => typeof secret === "string"), first };
  return second === undefined ? created : { ...created, second };
}

function judgePair({ run, lifecycle }: Stage, first: CreatedItem, second: CreatedItem): void {
  const same = { expected: "an id of its own", found: `${showValue(first.id)} a second time` };
  run.judge("ids-differ", second.exchange, first.id === second.id ? same : undefined);
  const [a, b] = [objectIn(first.exchange), objectIn(second.exchange)];
  const repeated = lifecycle.secrets.find(
    ({ member }) => own(a, member) !== undefined && own(a, member) === own(b, member),
  );
  const fault = repeated && {
    expected: `a new "${repeated.member}"`,
    found: `the "${repeated.member}" of an earlier creation`,
  };
  run.judge("secrets-differ", second.exchange, fault);
}

function own(thing: { readonly [member: string]: Json }, member: string): Json | undefined {
  return Object.hasOwn(thing, member) ? thing[member] : undefined;
}
