// A one-time secret lives as long as its thing: it is good for a token until then, and for nothing afterwards.
import type { Json, Lifecycle } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import { operationOf } from "../document/roles.ts";
import type { Answer, Exchange, NoAnswer, PreparedRequest } from "../exchange/exchange.ts";
import { formEncode } from "../exchange/form-encode.ts";
import { resolveTokenUrl } from "../exchange/token-url.ts";
import { createItem, establishParents, type CreatedItem } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn, type ScenarioRun } from "./scenario-run.ts";

interface Exchanged {
  readonly run: ScenarioRun;
  readonly item: CreatedItem;
  readonly tokenUrl: string;
}

/** Creates a thing with a secret, exchanges the secret, deletes the thing, and tries again. */
export async function runSecretLaws(run: ScenarioRun, lifecycle: Lifecycle): Promise<void> {
  const secret = lifecycle.secrets.find(({ exchange }) => exchange !== undefined);
  const scheme = run.session.model.securitySchemes.find(({ name }) => name === secret?.exchange?.scheme);
  if (secret?.exchange === undefined || scheme?.kind !== "oauth2" || scheme.clientCredentials === undefined)
    throw new Blocked("the document does not say where the secret is exchanged");
  const item = await createItem(run, lifecycle, await establishParents(run, lifecycle));
  const thing = objectIn(item.exchange);
  const client = textAt(thing, secret.exchange.clientID);
  const value = textAt(thing, secret.member);
  const { model, baseUrl } = run.session;
  const exchanged = {
    run,
    item,
    tokenUrl: resolveTokenUrl(model, baseUrl, scheme.clientCredentials.tokenUrl),
  };
  await run.attempt(() => judgeWorking(exchanged, client, value));
  await run.attempt(() => judgeRefused(exchanged, [client, `${value}x`], "wrong-secret-refused"));
  await run.attempt(async () => {
    const { delete: remove } = lifecycle.operations;
    if (remove === undefined) throw new Blocked("nothing deletes it");
    const operation = operationOf(run.session.model, remove);
    await run.callValid(operation, { ...requiredInput(run.session, operation), path: item.path });
    await judgeRefused(exchanged, [client, value], "secret-dies");
  });
}

async function judgeWorking(
  { run, item, tokenUrl }: Exchanged,
  client: string,
  secret: string,
): Promise<void> {
  const exchange = await ask({ run, item, tokenUrl }, client, secret);
  const { answer } = exchange;
  const body = answer.kind === "answer" && isObject(answer.json) ? answer.json : {};
  const isToken = statusOf(answer) === 200 && typeof body["access_token"] === "string";
  run.session.redactor.learn(typeof body["access_token"] === "string" ? body["access_token"] : "");
  const fault = { expected: "status 200 and an access_token", found: foundIn(answer) };
  run.judge("secret-works", exchange, isToken ? undefined : fault);
  if (!isToken || answer.kind !== "answer") return;
  const cache = answer.headers.get("cache-control") ?? "";
  const type = body["token_type"];
  const isKept = !/\bno-store\b/i.test(cache);
  const odd = isKept
    ? { expected: "Cache-Control: no-store with a token", found: cache === "" ? "no such header" : cache }
    : { expected: "a token_type", found: "none" };
  run.judge("token-answer", exchange, isKept || typeof type !== "string" ? odd : undefined);
}

async function judgeRefused(
  exchanged: Exchanged,
  [client, secret]: readonly [client: string, secret: string],
  code: "wrong-secret-refused" | "secret-dies",
): Promise<void> {
  const exchange = await ask(exchanged, client, secret);
  const { answer } = exchange;
  const status = statusOf(answer);
  const isRefused = status === 400 || status === 401;
  exchanged.run.judge(
    code,
    exchange,
    isRefused ? undefined : { expected: "status 400 or 401", found: foundIn(answer) },
  );
}

/** Asks for a token by client credentials (RFC 6749, section 4.4), in the form of section 2.3.1 that every server takes. */
async function ask({ run, item, tokenUrl }: Exchanged, client: string, secret: string): Promise<Exchange> {
  const pair = Buffer.from(`${formEncode(client)}:${formEncode(secret)}`).toString("base64");
  run.session.redactor.learn(pair);
  const request: PreparedRequest = {
    method: "POST",
    url: tokenUrl,
    headers: {
      Accept: "application/json",
      Authorization: `Basic ${pair}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  };
  const answer = await run.session.sendPlain(request);
  const { operation } = item.exchange;
  const authorization = { headers: {}, query: {}, shellHeaders: {}, shellQuery: {} };
  return { operation, request, authorization, answer };
}

function textAt(thing: { readonly [member: string]: Json }, member: string): string {
  const value = Object.hasOwn(thing, member) ? thing[member] : undefined;
  if (typeof value !== "string") throw new Blocked(`the creation answered without "${member}"`);
  return value;
}

function statusOf(answer: Answer | NoAnswer): number {
  return answer.kind === "answer" ? answer.status : 0;
}

function foundIn(answer: Answer | NoAnswer): string {
  return answer.kind === "answer" ? `status ${answer.status}` : answer.reason;
}
