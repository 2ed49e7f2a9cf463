// The protection phase: one operation, called by those who may not.
import type { Operation } from "@specloom/api-model";
import type { CheckCode } from "../contract/check-kinds.ts";
import type { Caller, CallInput, Exchange } from "../exchange/exchange.ts";
import { requestBodies } from "../make/request-bodies.ts";
import { establishPath } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";

/** Calls one operation without credentials, with made-up ones, and as another tenant. */
export async function runProtection(run: ScenarioRun, operation: Operation): Promise<void> {
  const body = requestBodies(run.session.schemas, operation)[0]?.value;
  const path = await establishPath(run, operation);
  const input: CallInput = {
    ...requiredInput(run.session, operation),
    path,
    ...(body === undefined ? {} : { body }),
  };
  await run.attempt(async () => {
    const exchange = await refuse(run, operation, {
      input,
      code: "no-credentials",
      caller: { kind: "nobody" },
    });
    if (statusOf(exchange) === 401) run.judge("challenge", exchange, missingChallenge(exchange));
    else run.leave("challenge", operation, "the answer is no 401");
  });
  await run.attempt(async () => {
    if (!run.session.authenticator.canAuthorize(operation, { kind: "forger" }))
      throw new Blocked("its security schemes take no credentials that a run can make up");
    await refuse(run, operation, { input, code: "bad-credentials", caller: { kind: "forger" } });
  });
  await run.attempt(() => callAsOthers(run, operation, input));
}

interface Refusal {
  readonly input: CallInput;
  readonly code: CheckCode;
  readonly caller: Caller;
}

async function refuse(
  run: ScenarioRun,
  operation: Operation,
  { input, code, caller }: Refusal,
): Promise<Exchange> {
  const allowed = refusalStatuses(run, operation);
  const exchange = await run.call(operation, { ...input, caller }, allowed);
  const status = statusOf(exchange);
  const fault = { expected: `status ${allowed.join(" or ")}`, found: foundStatus(exchange) };
  run.judge(code, exchange, status !== undefined && allowed.includes(status) ? undefined : fault);
  return exchange;
}

/** 401; with API keys, for which HTTP has no challenge, 403 is as right. */
function refusalStatuses({ session }: ScenarioRun, operation: Operation): readonly number[] {
  const names = new Set(operation.security.flatMap((alternative) => alternative.map(({ scheme }) => scheme)));
  const hasKey = session.model.securitySchemes.some(({ kind, name }) => kind === "apiKey" && names.has(name));
  return hasKey ? [401, 403] : [401];
}

async function callAsOthers(run: ScenarioRun, operation: Operation, input: CallInput): Promise<void> {
  const { model, identities } = run.session;
  const { tenant } = model;
  if (tenant === undefined || !operation.parameters.path.some(({ name }) => name === tenant.parameter))
    return;
  const own = input.path?.[tenant.parameter];
  const others = Object.entries(identities).filter(
    ([, { parameters }]) => parameters?.[tenant.parameter] !== own,
  );
  if (others.length === 0) {
    run.leave("other-tenant", operation, "no --identity of another tenant was given");
    return;
  }
  const allowed = tenant.otherTenant.map(Number);
  for (const [name] of others) {
    const exchange = await run.call(operation, { ...input, caller: { kind: "identity", name } }, allowed);
    const fault = {
      expected: `status ${allowed.join(" or ")} for the identity "${name}"`,
      found: foundStatus(exchange),
    };
    run.judge("other-tenant", exchange, allowed.includes(statusOf(exchange) ?? 0) ? undefined : fault);
  }
}

function missingChallenge({ answer }: Exchange): { expected: string; found: string } | undefined {
  const isNamed = answer.kind === "answer" && (answer.headers.get("www-authenticate") ?? "") !== "";
  return isNamed ? undefined : { expected: "the header WWW-Authenticate", found: "no such header" };
}

function statusOf({ answer }: Exchange): number | undefined {
  return answer.kind === "answer" ? answer.status : undefined;
}

function foundStatus({ answer }: Exchange): string {
  return answer.kind === "answer" ? `status ${answer.status}` : `no answer: ${answer.reason}`;
}
