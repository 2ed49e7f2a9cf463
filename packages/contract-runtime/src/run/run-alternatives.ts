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

/**
 * Whatever else is wrong with the call by then, it is not for want of credentials. 403 is none: they are known, and those who
 * gave them to the run may not have let it do this by each of them.
 */
async function callByOne(
  run: ScenarioRun,
  operation: Operation,
  { input, names }: SchemesCall,
): Promise<void> {
  const code = "each-alternative";
  const caller: Caller = { kind: "schemes", names };
  if (!run.session.authenticator.canAuthorize(operation, caller))
    return run.leave(code, operation, `the run has no credentials for ${names.join(" and ")}`);
  if (sharesKey(run, operation, names))
    return run.leave(code, operation, "the run has one API key, and the document asks for several");
  const exchange = await run.send(operation, { ...input, caller });
  const { answer } = exchange;
  if (answer.kind === "no-answer") return run.leave(code, operation, `no answer: ${answer.reason}`);
  const fault = {
    expected: `an answer as to any other credentials: ${names.join(" and ")} is enough`,
    found: `status ${answer.status}`,
    pointer: operation.pointer,
  };
  run.judge(code, exchange, answer.status === 401 ? fault : undefined);
}

/** True where the run's one API key would stand for different ones. */
function sharesKey({ session }: ScenarioRun, { security }: Operation, names: readonly string[]): boolean {
  const isKey = (name: string): boolean =>
    session.model.securitySchemes.some((scheme) => scheme.kind === "apiKey" && scheme.name === name);
  const keys = new Set(
    security.flatMap((alternative) => alternative.map(({ scheme }) => scheme)).filter(isKey),
  );
  return keys.size > 1 && names.some(isKey);
}
