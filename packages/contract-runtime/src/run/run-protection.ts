// The protection phase: one operation, called by those who may not.
import type { Operation } from "@specloom/api-model";
import type { CheckCode } from "../contract/check-kinds.ts";
import { roleOf } from "../exchange/credentials.ts";
import type { Caller, CallInput, Exchange } from "../exchange/exchange.ts";
import { canCreate, isSafe, lifecycleOf } from "../document/roles.ts";
import { coverageBody } from "../make/body-cases.ts";
import { callAsTheUnfit } from "./call-as-the-unfit.ts";
import { createItem, establishPath } from "./create-item.ts";
import { markTexts } from "./mark-texts.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { hasId, openStage, type Thing } from "./stage.ts";
import { walkList } from "./walk-list.ts";
import { judgeEffects, openLook, type Refused } from "./watch-effects.ts";

/** Calls one operation without credentials, with made-up ones, and as another tenant. */
export async function runProtection(run: ScenarioRun, operation: Operation): Promise<void> {
  const { model, schemas } = run.session;
  const valid = coverageBody(model, schemas, operation);
  // Marked, so that what a refused call leaves behind is known by it.
  const body = valid === undefined ? undefined : markTexts(run.session, operation, { sent: valid, valid });
  const path = await establishPath(run, operation);
  const input: CallInput = {
    ...requiredInput(run.session, operation),
    path,
    ...(body === undefined ? {} : { body }),
  };
  const look = await openLook(run, operation, path);
  const refused: Refused[] = [];
  await run.attempt(async () => {
    const exchange = await refuse(run, operation, {
      input,
      code: "no-credentials",
      caller: { kind: "nobody" },
    });
    refused.push({ input: { ...input, caller: { kind: "nobody" } }, exchange });
    if (statusOf(exchange) === 401)
      run.judge("challenge", exchange, missingChallenge(exchange, schemeNames(run, operation)));
    else run.leave("challenge", operation, "the answer is no 401");
  });
  await run.attempt(async () => {
    if (!run.session.authenticator.canAuthorize(operation, { kind: "forger" }))
      throw new Blocked("its security schemes take no credentials that a run can make up");
    const caller: Caller = { kind: "forger" };
    const exchange = await refuse(run, operation, { input, code: "bad-credentials", caller });
    refused.push({ input: { ...input, caller }, exchange });
  });
  await run.attempt(() => callWithOddHeaders(run, operation, { input, refused }));
  const unauthorized = refusalStatuses(run, operation);
  await run.attempt(() => callAsTheUnfit(run, operation, { input, refused, unauthorized }));
  await run.attempt(() => callAsOthers(run, operation, { input, refused }));
  if (look !== undefined) await run.attempt(() => judgeEffects(run, operation, { look, refused }));
}

const oddHeaders: ReadonlySet<string> = new Set<CheckCode>([
  "malformed-credentials",
  "wrong-scheme",
  "scheme-in-any-case",
]);

/** A header that is no credential, and a good token under the name of another scheme. */
async function callWithOddHeaders(
  run: ScenarioRun,
  operation: Operation,
  { input, refused }: { readonly input: CallInput; readonly refused: Refused[] },
): Promise<void> {
  // Where a token alone does not open the operation, its header says nothing alone.
  if (!run.scenario.checks.some(({ code }) => oddHeaders.has(code))) return;
  const { authenticator } = run.session;
  const authorization = await authenticator.authorize(operation, { kind: "owner" });
  const [given, shown] = [
    authorization.headers["Authorization"],
    authorization.shellHeaders["Authorization"],
  ];
  const token = given?.startsWith("Bearer ") === true ? given.slice("Bearer ".length) : undefined;
  if (token === undefined || shown === undefined) throw new Blocked("it is not guarded by a bearer token");
  const odd: Caller = { kind: "header", authorization: "Bearer", shown: "Bearer" };
  const exchange = await refuse(run, operation, { input, code: "malformed-credentials", caller: odd });
  refused.push({ input: { ...input, caller: odd }, exchange });
  const other: Caller = {
    kind: "header",
    authorization: `Basic ${token}`,
    shown: shown.replace(/^Bearer/, "Basic"),
    script: (authorization.scriptHeaders?.["Authorization"] ?? "").replace('"Bearer ', '"Basic '),
  };
  const second = await refuse(run, operation, { input, code: "wrong-scheme", caller: other });
  refused.push({ input: { ...input, caller: other }, exchange: second });
  if (!isSafe(operation)) return;
  // RFC 9110, section 11.1: the name of a scheme is compared without regard to case.
  const lower: Caller = {
    kind: "header",
    authorization: `bearer ${token}`,
    shown: shown.replace(/^Bearer/, "bearer"),
  };
  const third = await run.call(operation, { ...input, caller: lower });
  const isRefused = statusOf(third) === 401 || statusOf(third) === 403;
  const fault = { expected: "an answer as to Bearer", found: foundStatus(third) };
  run.judge("scheme-in-any-case", third, isRefused ? fault : undefined);
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
  const statuses = refusalStatuses(run, operation);
  // RFC 6750, section 3.1: what is malformed may be a 400.
  const allowed = code === "malformed-credentials" ? [...statuses, 400] : statuses;
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

async function callAsOthers(
  run: ScenarioRun,
  operation: Operation,
  { input, refused }: { readonly input: CallInput; readonly refused: Refused[] },
): Promise<void> {
  const { model, identities } = run.session;
  const { tenant } = model;
  if (tenant === undefined || !operation.parameters.path.some(({ name }) => name === tenant.parameter))
    return;
  const own = input.path?.[tenant.parameter];
  const others = Object.entries(identities).filter(
    ([name, { parameters }]) => roleOf(name) === "other" && parameters?.[tenant.parameter] !== own,
  );
  if (others.length === 0) {
    const reason = "no --identity of another tenant was given";
    run.leave("other-tenant", operation, reason);
    run.leave("other-tenant-own-path", operation, reason);
    return;
  }
  const allowed = tenant.otherTenant.map(Number);
  for (const [name, { parameters }] of others) {
    const caller: Caller = { kind: "identity", name };
    const exchange = await run.call(operation, { ...input, caller }, allowed);
    refused.push({ input: { ...input, caller }, exchange });
    const fault = {
      expected: `status ${allowed.join(" or ")} for the identity "${name}"`,
      found: foundStatus(exchange),
    };
    run.judge("other-tenant", exchange, allowed.includes(statusOf(exchange) ?? 0) ? undefined : fault);
    const theirs = parameters?.[tenant.parameter];
    if (theirs === undefined) continue;
    const path = { ...input.path, [tenant.parameter]: theirs };
    if (operation.parameters.path.some((parameter) => parameter.name !== tenant.parameter))
      await callOnOwnPath(run, operation, { input, caller, path });
    else if (operation.verb === "list") await listOwn(run, operation, { input, caller, path });
  }
}

/** The schemes of HTTP that open an operation, as a challenge names them (RFC 6750, section 3; RFC 7617, section 2). */
function schemeNames({ session }: ScenarioRun, { security }: Operation): readonly string[] {
  const names = security.flatMap((alternative) =>
    alternative.map(({ scheme }) => {
      const kind = session.model.securitySchemes.find(({ name }) => name === scheme)?.kind;
      return kind === "basic" ? "Basic" : "Bearer";
    }),
  );
  return [...new Set(names)];
}

function missingChallenge(
  { answer }: Exchange,
  names: readonly string[],
): { expected: string; found: string } | undefined {
  const header = answer.kind === "answer" ? (answer.headers.get("www-authenticate") ?? "") : "";
  if (names.some((name) => new RegExp(`(^|,)\\s*${name}\\b`, "i").test(header))) return undefined;
  return {
    expected: `the header WWW-Authenticate with ${names.join(" or ")}`,
    found: header === "" ? "no such header" : header,
  };
}

function statusOf({ answer }: Exchange): number | undefined {
  return answer.kind === "answer" ? answer.status : undefined;
}

function foundStatus({ answer }: Exchange): string {
  return answer.kind === "answer" ? `status ${answer.status}` : `no answer: ${answer.reason}`;
}

/** A tenant's own list holds nothing that the run has made for another tenant. */
async function listOwn(
  run: ScenarioRun,
  operation: Operation,
  {
    input,
    caller,
    path,
  }: { readonly input: CallInput; readonly caller: Caller; readonly path: NonNullable<CallInput["path"]> },
): Promise<void> {
  const lifecycle = lifecycleOf(run.session.model, operation);
  if (lifecycle === undefined || !canCreate(lifecycle) || run.session.readOnly) return;
  const stage = openStage(run, lifecycle, input.path ?? {});
  const { id } = await createItem(run, lifecycle, stage.parents);
  const isForeign = (item: Thing): boolean => hasId(stage, item, id);
  const walk = await walkList(run, { operation, path, caller, until: isForeign });
  const last = walk.exchanges.at(-1);
  const fault = { expected: "nothing of another tenant in the list", found: `${id}, which is of another` };
  if (last !== undefined)
    run.judge("other-tenant-own-path", last, walk.items.some(isForeign) ? fault : undefined);
}

/** An id of one tenant under the path of another, called by that other, leads nowhere. */
async function callOnOwnPath(
  run: ScenarioRun,
  operation: Operation,
  {
    input,
    caller,
    path,
  }: { readonly input: CallInput; readonly caller: Caller; readonly path: CallInput["path"] },
): Promise<void> {
  const { tenant } = run.session.model;
  const allowed = [404, 410, ...(tenant?.otherTenant ?? []).map(Number)];
  const exchange = await run.call(operation, { ...input, caller, path: path ?? {} }, allowed);
  const fault = {
    expected: `status ${allowed.join(" or ")}: it is of another tenant`,
    found: foundStatus(exchange),
  };
  run.judge("other-tenant-own-path", exchange, allowed.includes(statusOf(exchange) ?? 0) ? undefined : fault);
}
