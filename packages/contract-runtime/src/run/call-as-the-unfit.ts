// Calls in the name of those who were let in once, or are for less: with a token that has run out, or one that lacks a scope.
import type { Operation } from "@specloom/api-model";
import type { CheckCode } from "../contract/check-kinds.ts";
import { lacksScope } from "../document/security.ts";
import { roleOf, type IdentityRole } from "../exchange/credentials.ts";
import type { Caller, CallInput } from "../exchange/exchange.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import type { Refused } from "./watch-effects.ts";

interface Unfit {
  readonly role: IdentityRole;
  readonly code: CheckCode;
  /** Statuses of a refusal. */
  readonly statuses: readonly number[];
}

/** Calls an operation as each identity that is expired, or lacks a scope of it. */
export async function callAsTheUnfit(
  run: ScenarioRun,
  operation: Operation,
  { input, refused, unauthorized }: { input: CallInput; refused: Refused[]; unauthorized: readonly number[] },
): Promise<void> {
  const expired: Unfit = { role: "expired", code: "expired-credentials", statuses: unauthorized };
  // Not to tell of what is there, 404 is as right (RFC 9110, section 15.5.4).
  const poor: Unfit = { role: "scope-poor", code: "missing-scope", statuses: [403, 401, 404] };
  for (const unfit of [expired, poor]) await callAs(run, operation, { input, refused, unfit });
}

async function callAs(
  run: ScenarioRun,
  operation: Operation,
  { input, refused, unfit }: { input: CallInput; refused: Refused[]; unfit: Unfit },
): Promise<void> {
  const { identities, authenticator } = run.session;
  const { role, code, statuses } = unfit;
  const named = Object.entries(identities).filter(([name]) => roleOf(name) === role);
  if (named.length === 0) return run.leave(code, operation, `no --identity ${role}=FILE was given`);
  for (const [name, { scopes = [] }] of named) {
    const caller: Caller = { kind: "identity", name };
    const isFit = role === "scope-poor" && !lacksScope(operation, scopes);
    if (isFit || !authenticator.canAuthorize(operation, caller)) {
      const reason = isFit ? "lacks no scope of it" : "has no credentials for it";
      run.leave(code, operation, `the identity "${name}" ${reason}`);
      continue;
    }
    const exchange = await run.call(operation, { ...input, caller }, statuses);
    refused.push({ input: { ...input, caller }, exchange });
    const { answer } = exchange;
    const found = answer.kind === "answer" ? `status ${answer.status}` : `no answer: ${answer.reason}`;
    const isRefused = answer.kind === "answer" && statuses.includes(answer.status);
    const fault = { expected: `status ${statuses.join(" or ")} for the identity "${name}"`, found };
    run.judge(code, exchange, isRefused ? undefined : fault);
  }
}
