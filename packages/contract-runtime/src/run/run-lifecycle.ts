// The lifecycle phase: one thing and its sibling, from creation to deletion. Each step is taken although an earlier one
// failed, as far as it makes sense, so that one fault does not hide the next.
import type { Json, Lifecycle } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import { canCreate, operationOf } from "../document/roles.ts";
import { showValue } from "../judge/show-value.ts";
import { createItem, establishParents, type CreatedItem } from "./create-item.ts";
import { missingEcho } from "./missing-echo.ts";
import { createdID } from "./record-writes.ts";
import { requiredInput } from "./required-input.ts";
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
  await run.attempt(() => followLocation(stage, first));
  let second: CreatedItem | undefined;
  await run.attempt(async () => {
    second = (await createTwin(stage, first)) ?? (await createItem(run, lifecycle, parents));
    judgePair(stage, first, second);
  });
  const given = [first, ...(second === undefined ? [] : [second])].flatMap(({ exchange }) =>
    lifecycle.secrets.flatMap(({ member }) => own(objectIn(exchange), member) ?? []),
  );
  const created = { ...stage, given: given.filter((secret) => typeof secret === "string"), first };
  return second === undefined ? created : { ...created, second };
}

/** What Location names is what was created (RFC 9110, section 15.3.2); another host's answer is not for this run to judge. */
async function followLocation({ run, lifecycle }: Stage, { exchange, id }: CreatedItem): Promise<void> {
  const { operations, identity = "" } = lifecycle;
  const location = exchange.answer.headers.get("location");
  const { url } = exchange.request;
  if (operations.retrieve === undefined || location === null || !URL.canParse(location, url)) return;
  const target = new URL(location, url);
  if (target.origin !== new URL(url).origin) return;
  const read = await run.session.callAt(operationOf(run.session.model, operations.retrieve), target.href);
  const body = read.answer.kind === "answer" && read.answer.status === 200 ? read.answer.json : undefined;
  const found = isObject(body) ? own(body, identity) : undefined;
  const fault = {
    expected: `at ${location}, the thing with ${identity} ${showValue(id)}`,
    found: read.answer.kind === "answer" ? `status ${read.answer.status}` : read.answer.reason,
  };
  run.judge(
    "location-leads-there",
    exchange,
    found === id || JSON.stringify(found) === id ? undefined : fault,
  );
}

/**
 * Creates a sibling of the very same body: what is made from the body alone, an id or a secret, is then the same. A server
 * may ask for different ones, so a refusal says nothing.
 */
async function createTwin(
  { run, lifecycle, parents }: Stage,
  first: CreatedItem,
): Promise<CreatedItem | undefined> {
  const { operation } = first.exchange;
  if (lifecycle.unique.length > 0 || lifecycle.itemParameter === undefined) return undefined;
  const exchange = await run.call(
    operation,
    {
      ...requiredInput(run.session, operation),
      path: parents,
      ...(first.sent === undefined ? {} : { body: first.sent }),
    },
    [400, 409, 422],
  );
  const id = createdID(run.session, exchange);
  const { answer } = exchange;
  if (answer.kind === "no-answer" || answer.status < 200 || answer.status > 299 || id === undefined)
    return undefined;
  const path = { ...parents, [lifecycle.itemParameter]: id };
  return { path, id, sent: first.sent, exchange: { ...exchange, answer } };
}

function judgePair({ run, lifecycle }: Stage, first: CreatedItem, second: CreatedItem): void {
  const [a, b] = [objectIn(first.exchange), objectIn(second.exchange)];
  const compared = { one: a, other: b, must: "differ" } as const;
  const same = {
    expected: "an id of its own",
    found: `${showValue(first.id)} a second time`,
    compared: { ...compared, member: lifecycle.identity ?? "id" },
  };
  run.judge("ids-differ", second.exchange, first.id === second.id ? same : undefined);
  const repeated = lifecycle.secrets.find(
    ({ member }) => own(a, member) !== undefined && own(a, member) === own(b, member),
  );
  const fault = repeated && {
    expected: `a new "${repeated.member}"`,
    found: `the "${repeated.member}" of an earlier creation`,
    compared: { ...compared, member: repeated.member },
  };
  run.judge("secrets-differ", second.exchange, fault);
}

function own(thing: { readonly [member: string]: Json }, member: string): Json | undefined {
  return Object.hasOwn(thing, member) ? thing[member] : undefined;
}
