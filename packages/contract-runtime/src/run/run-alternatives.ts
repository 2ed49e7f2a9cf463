// The security alternatives of one operation: each is enough alone, and what is needed together is not enough in part.
import type { Operation } from "@specloom/api-model";
import { distinctAlternatives, insufficientParts } from "../document/security.ts";
import type { Caller, CallInput } from "../exchange/exchange.ts";
import type { ScenarioRun } from "./scenario-run.ts";

/** Statuses of a refusal for want of credentials; 403 as well, since HTTP has no challenge for an API key. */
const refusals: readonly number[] = [401, 403];

/** Calls an operation with a part of each joint requirement, then by each alternative. */
export async function runAlternatives(
  run: ScenarioRun,
  operation: Operation,
  input: CallInput,
): Promise<void> {
  const { model } = run.session;
  for (const names of insufficientParts(model, operation))
    await run.attempt(() => callInPart(run, operation, { input, names }));
  const alternatives = distinctAlternatives(model, operation);
  if (alternatives.length < 2) return;
  for (const names of alternatives) await run.attempt(() => callByOne(run, operation, { input, names }));
}

interface SchemesCall {
  readonly input: CallInput;
  readonly names: readonly string[];
}

async function callInPart(
  run: ScenarioRun,
  operation: Operation,
  { input, names }: SchemesCall,
): Promise<void> {
  const code = "whole-requirement";
  const caller: Caller = { kind: "schemes", names };
  if (!run.session.authenticator.canAuthorize(operation, caller))
    return run.leave(code, operation, `the run has no credentials for ${names.join(" and ")}`);
  const exchange = await run.call(operation, { ...input, caller }, refusals);
  const { answer } = exchange;
  if (answer.kind === "no-answer") return run.leave(code, operation, `no answer: ${answer.reason}`);
  const fault = {
    expected: `status ${refusals.join(" or ")}: ${names.join(" and ")} is only a part of what is needed`,
    found: `status ${answer.status}`,
    pointer: operation.pointer,
  };
  run.judge(code, exchange, refusals.includes(answer.status) ? undefined : fault);
}

/** Whatever else is wrong with the call by then, it is not for want of credentials. */
async function callByOne(
  run: ScenarioRun,
  operation: Operation,
  { input, names }: SchemesCall,
): Promise<void> {
  const code = "each-alternative";
  const caller: Caller = { kind: "schemes", names };
  if (!run.session.authenticator.canAuthorize(operation, caller))
    return run.leave(code, operation, `the run has no credentials for ${names.join(" and ")}`);
  const exchange = await run.send(operation, { ...input, caller });
  const { answer } = exchange;
  if (answer.kind === "no-answer") return run.leave(code, operation, `no answer: ${answer.reason}`);
  const fault = {
    expected: `an answer as to any other credentials: ${names.join(" and ")} is enough`,
    found: `status ${answer.status}`,
    pointer: operation.pointer,
  };
  run.judge(code, exchange, refusals.includes(answer.status) ? fault : undefined);
}
