// The coverage phase: every constraint of one operation at its bound and just beyond. What is valid is accepted, what is
// not is refused, and what is refused has no effect.
import type { Json, Operation, Parameter } from "@specloom/api-model";
import { findWrapper } from "../document/find-wrapper.ts";
import { lifecycleOf } from "../document/roles.ts";
import type { CallInput, Exchange } from "../exchange/exchange.ts";
import { isRejection, rejectionStatuses } from "../judge/is-rejection.ts";
import { showValue } from "../judge/show-value.ts";
import { coverageBody } from "../make/body-cases.ts";
import type { CoverageCase } from "../make/coverage-case.ts";
import { coverageCases } from "../make/coverage-cases.ts";
import { missingBody } from "../make/request-bodies.ts";
import { markTexts } from "./mark-texts.ts";
import { holdsReference } from "../make/references.ts";
import { echoCode } from "../contract/echo-code.ts";
import { establishPath } from "./create-item.ts";
import { missingEcho, missingWrappedEcho } from "./missing-echo.ts";
import { requiredInput } from "./required-input.ts";
import { runAlternatives } from "./run-alternatives.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { judgeEffects, openLook, type Refused } from "./watch-effects.ts";

interface Coverage {
  readonly run: ScenarioRun;
  readonly operation: Operation;
  readonly path: { readonly [parameter: string]: string };
  /** A valid body that the cases vary; absent where the operation takes none. */
  readonly body: Json | undefined;
}

/** Sends the cases of one operation: the invalid ones in one block, then the valid ones, merged. */
export async function runCoverage(run: ScenarioRun, operation: Operation): Promise<void> {
  const { model, schemas } = run.session;
  const cases = coverageCases(model, schemas, operation);
  const body = coverageBody(model, schemas, operation);
  const coverage = { run, operation, path: await establishPath(run, operation), body };
  await run.attempt(() => sendInvalid(coverage, cases));
  if (body === undefined && operation.body?.required === true) throw new Blocked(missingBody(operation));
  for (const each of cases.filter(({ purpose }) => purpose === "answer"))
    await run.attempt(() => sendUnforeseen(coverage, each));
  for (const input of validInputs(coverage, cases)) await run.attempt(() => sendValid(coverage, input));
  await runAlternatives(run, operation, baseInput(coverage, body));
}

async function sendInvalid(coverage: Coverage, cases: readonly CoverageCase[]): Promise<void> {
  const { run, operation, path } = coverage;
  const look = await openLook(run, operation, path);
  const refused: Refused[] = [];
  for (const each of cases) {
    if (each.purpose === "accept" || each.purpose === "answer") continue;
    const input = inputOf(coverage, each);
    const exchange = await run.call(operation, input, statusesOf(coverage, each));
    run.session.seen.constraint(each.pointer);
    judgeRefusal(coverage, each, exchange);
    const status = exchange.answer.kind === "answer" ? exchange.answer.status : 0;
    if (status >= 400) refused.push({ input, exchange });
    // What was accepted may well have an effect; the next look is to tell of others.
    else await look?.();
  }
  if (look !== undefined) await judgeEffects(run, operation, { look, refused });
}

/** What is neither valid nor invalid by the document: an orderly answer, and, where it is taken, all of it. */
async function sendUnforeseen(coverage: Coverage, each: CoverageCase): Promise<void> {
  const { run, operation } = coverage;
  const input = inputOf(coverage, each);
  // The form of ids is the server's to choose: one of another form is malformed or unknown.
  const licensed = each.parameter?.parameter.in === "path" ? [400, 422] : [];
  const exchange = await run.call(operation, input, [...licensed, ...statusesOf(coverage, each)]);
  judgeEcho(run, input, exchange);
}

function statusesOf({ run, operation }: Coverage, each: CoverageCase): readonly number[] {
  return rejectionStatuses(run.session.model, operation, each);
}

function judgeRefusal(coverage: Coverage, each: CoverageCase, exchange: Exchange): void {
  const { run, operation } = coverage;
  const { purpose, place, pointer } = each;
  if (purpose === "accept" || purpose === "answer") return;
  const { answer } = exchange;
  if (answer.kind === "no-answer") return run.leave(purpose, operation, `no answer: ${answer.reason}`);
  if (answer.status === 429 || answer.status >= 500)
    return run.leave(purpose, operation, `the server answered ${answer.status}`);
  const statuses = statusesOf(coverage, each);
  const isRefused = isRejection(operation, answer.status, statuses);
  const sent = each.parameter?.value ?? (each.body?.kind === "value" ? each.body.value : undefined);
  const shown = sent === undefined ? place : `${place}: ${showValue(sent)}`;
  const found = `status ${answer.status} for ${shown}`;
  const expected = `status ${[...new Set(statuses)].join(" or ")}: the request is not valid`;
  run.judge(
    purpose,
    exchange,
    isRefused ? undefined : { expected, found, pointer, assumed: assumesRefusal(operation) },
  );
}

/** True where the document only assumes with what it refuses. */
function assumesRefusal({ responses }: Operation): boolean {
  return responses.some(({ status, assumed }) => assumed && ["400", "422", "4XX"].includes(status));
}

/** A valid request with the one change of a case. */
function inputOf(coverage: Coverage, each: CoverageCase): CallInput {
  const { parameter, body } = each;
  const base = baseInput(coverage, body?.kind === "value" ? body.value : coverage.body);
  if (body?.kind === "none") return baseInput(coverage, undefined);
  if (body?.kind === "text") {
    const { mediaType, text } = body;
    return { ...base, raw: { mediaType, text: text(JSON.stringify(base.body)) } };
  }
  if (each.undeclared !== undefined) return { ...base, undeclared: each.undeclared };
  if (parameter === undefined) return base;
  return withParameter(base, parameter.parameter, parameter.value);
}

function withParameter(input: CallInput, { name, in: place }: Parameter, value: Json | undefined): CallInput {
  const member = place === "header" ? "headers" : place === "cookie" ? "cookies" : place;
  const others = Object.entries(input[member] ?? {}).filter(([other]) => other !== name);
  const own =
    value === undefined
      ? []
      : [[name, place === "path" && typeof value !== "string" ? JSON.stringify(value) : value]];
  return { ...input, [member]: Object.fromEntries([...others, ...own]) };
}

function baseInput({ run, operation, path, body }: Coverage, sent: Json | undefined): CallInput {
  const input = { ...requiredInput(run.session, operation), path };
  if (sent === undefined) return input;
  return { ...input, body: markTexts(run.session, operation, { sent, valid: body }) };
}

/** Valid requests: in each round every parameter and the body take their next valid value. */
function validInputs(coverage: Coverage, cases: readonly CoverageCase[]): readonly CallInput[] {
  const { operation, body } = coverage;
  const valid = cases.filter(({ purpose }) => purpose === "accept");
  const bodies = valid.flatMap((each) => (each.body?.kind === "value" ? [each.body.value] : []));
  const parameters = new Map<Parameter, (Json | undefined)[]>();
  for (const { parameter } of valid) {
    if (parameter === undefined) continue;
    const values = parameters.get(parameter.parameter) ?? [];
    parameters.set(parameter.parameter, [...values, parameter.value]);
  }
  const lengths = [bodies.length, ...[...parameters.values()].map(({ length }) => length)];
  const rounds = operation.verb === "delete" ? Math.min(1, ...lengths) : Math.max(...lengths);
  return Array.from({ length: rounds }, (_, round) => {
    let input = baseInput({ ...coverage, body: undefined }, bodies[round % bodies.length] ?? body);
    for (const [parameter, values] of parameters) {
      const value = values[round];
      if (value !== undefined) input = withParameter(input, parameter, value);
    }
    return input;
  });
}

async function sendValid({ run, operation }: Coverage, input: CallInput): Promise<void> {
  const exchange = await run.callValid(operation, {
    ...input,
    pointer: operation.body?.pointer ?? operation.pointer,
    refers: holdsReference(input.body),
  });
  judgeEcho(run, input, exchange);
}

/** Judges that the answer to a write that was accepted shows what was sent. */
function judgeEcho(run: ScenarioRun, { body: sent }: CallInput, exchange: Exchange): void {
  const { operation, answer } = exchange;
  const lifecycle = lifecycleOf(run.session.model, operation);
  const echo = echoCode(run.session.model, operation);
  const isAccepted = answer.kind === "answer" && answer.status >= 200 && answer.status < 300;
  if (echo === undefined || !isAccepted) return;
  const lost =
    lifecycle === undefined || findWrapper(run.session.model, operation) !== undefined
      ? missingWrappedEcho(run, { sent, exchange })
      : missingEcho(run, lifecycle, { sent, exchange });
  run.judge(echo, exchange, lost);
}
