// A one-time secret lives as long as its thing: it is good for a token until then, and for nothing afterwards.
import type { Json, Lifecycle, Operation } from "@specloom/api-model";
import { operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { resolveTokenUrl } from "../exchange/token-url.ts";
import { askToken, missingToken, refusalFault, tokenFault } from "./ask-token.ts";
import { createItem, establishParents, type CreatedItem } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn, type ScenarioRun } from "./scenario-run.ts";
import { openStage, readThing } from "./stage.ts";
import { walkList } from "./walk-list.ts";

/** A thing with a secret. */
interface Holder {
  readonly item: CreatedItem;
  readonly client: string;
  readonly secret: string;
}

interface Exchanging {
  readonly run: ScenarioRun;
  readonly lifecycle: Lifecycle;
  readonly create: Operation;
  readonly tokenUrl: string;
}

/** Creates two things with secrets, exchanges them, deletes one after the other, and tries again. */
export async function runSecretLaws(run: ScenarioRun, lifecycle: Lifecycle): Promise<void> {
  const { model, baseUrl } = run.session;
  const secret = lifecycle.secrets.find(({ exchange }) => exchange !== undefined);
  const scheme = model.securitySchemes.find(({ name }) => name === secret?.exchange?.scheme);
  if (secret?.exchange === undefined || scheme?.kind !== "oauth2" || scheme.clientCredentials === undefined)
    throw new Blocked("the document does not say where the secret is exchanged");
  const { clientID } = secret.exchange;
  const parents = await establishParents(run, lifecycle);
  const tokenUrl = resolveTokenUrl(model, baseUrl, scheme.clientCredentials.tokenUrl);
  const create = operationOf(model, lifecycle.operations.create ?? "");
  const exchanging = { run, lifecycle, create, tokenUrl };
  const hold = async (): Promise<Holder> => {
    const item = await createItem(run, lifecycle, parents);
    const thing = objectIn(item.exchange);
    return { item, client: textAt(thing, clientID), secret: textAt(thing, secret.member) };
  };
  const first = await hold();
  await run.attempt(() => judgeWorking(exchanging, first));
  await run.attempt(() => readUsed(exchanging, first));
  await run.attempt(() => judgeNeighbours(exchanging, first, hold));
  await run.attempt(async () => {
    await remove(exchanging, first.item);
    const exchange = await ask(exchanging, first);
    run.judge("secret-dies", exchange, refusalFault(exchange));
  });
}

async function judgeWorking(exchanging: Exchanging, holder: Holder): Promise<void> {
  const { run } = exchanging;
  const exchange = await ask(exchanging, holder);
  const missing = missingToken(exchange);
  run.judge("secret-works", exchange, missing);
  if (missing === undefined) run.judge("token-answer", exchange, tokenFault(exchange));
  const wrong = await ask(exchanging, { ...holder, secret: `${holder.secret}x` });
  run.judge("wrong-secret-refused", wrong, refusalFault(wrong));
}

/** A thing whose secret was used, and the list that holds it, are as the document has them. */
async function readUsed({ run, lifecycle }: Exchanging, { item }: Holder): Promise<void> {
  const stage = openStage(run, lifecycle, item.path);
  const [retrieve, list] = [stage.operation("retrieve"), stage.operation("list")];
  if (retrieve !== undefined) await readThing(stage, retrieve, item.path);
  if (list !== undefined) await walkList(run, { operation: list, path: item.path });
}

/** Another thing's secret neither replaces this one's nor takes it away as it ends; nor does it stand for it. */
async function judgeNeighbours(
  exchanging: Exchanging,
  first: Holder,
  hold: () => Promise<Holder>,
): Promise<void> {
  const { run } = exchanging;
  const second = await hold();
  const judgeStanding = async (): Promise<void> => {
    const exchange = await ask(exchanging, first);
    run.judge("secret-stays", exchange, missingToken(exchange));
  };
  await judgeStanding();
  const mixed = await ask(exchanging, { ...first, secret: second.secret });
  run.judge("wrong-secret-refused", mixed, refusalFault(mixed));
  await remove(exchanging, second.item);
  await judgeStanding();
}

async function remove({ run, lifecycle }: Exchanging, { path }: CreatedItem): Promise<void> {
  const { delete: id } = lifecycle.operations;
  if (id === undefined) throw new Blocked("nothing deletes it");
  const operation = operationOf(run.session.model, id);
  await run.callValid(operation, { ...requiredInput(run.session, operation), path });
}

async function ask(
  { run, create: operation, tokenUrl }: Exchanging,
  { client, secret }: Omit<Holder, "item">,
): Promise<Exchange> {
  return askToken(run.session, { tokenUrl, client, secret, operation });
}

function textAt(thing: { readonly [member: string]: Json }, member: string): string {
  const value = Object.hasOwn(thing, member) ? thing[member] : undefined;
  if (typeof value !== "string") throw new Blocked(`the creation answered without "${member}"`);
  return value;
}
