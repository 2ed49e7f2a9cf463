// Secrets, tried where they are exchanged: as given, spoiled, and after their thing is gone.
import type { OneTimeSecret } from "@specloom/api-model";
import type { Collection } from "./probe-collection.ts";
import { urlOf } from "./probe-caller.ts";
import { isObject } from "./probe-values.ts";

interface Pair {
  readonly client: string;
  readonly secret: string;
}

export async function probeSecrets(collection: Collection): Promise<void> {
  for (const secret of collection.lifecycle.secrets) await probeSecret(collection, secret);
}

async function probeSecret(collection: Collection, { member, exchange }: OneTimeSecret): Promise<void> {
  const { model, send, sendPlain } = collection.probe;
  const scheme = model.securitySchemes.find(({ name }) => name === exchange?.scheme);
  if (exchange === undefined || scheme?.kind !== "oauth2" || scheme.clientCredentials === undefined) return;
  const url = new URL(scheme.clientCredentials.tokenUrl, urlOf("/"));
  const made = [await collection.create(), await collection.create()];
  const pairs = made.map(({ thing }): Pair => ({
    client: textAt(thing, exchange.clientID),
    secret: textAt(thing, member),
  }));
  const [one, two] = pairs;
  if (one === undefined || two === undefined) return;
  const tries: readonly Pair[] = [
    one,
    two,
    one,
    { client: one.client, secret: two.secret },
    { client: one.client, secret: "wrong" },
    { client: one.client, secret: one.secret.slice(0, 8) },
    { client: "unknown", secret: one.secret },
  ];
  for (const pair of tries) await sendPlain(tokenRequest(url, pair));
  for (const { path } of made) await collection.look(path);
  const end = collection.operation("delete");
  if (end !== undefined) await send(end, { path: made[0]?.path ?? {} });
  for (const pair of [one, two]) await sendPlain(tokenRequest(url, pair));
}

function textAt(thing: unknown, member: string): string {
  const value = isObject(thing) ? thing[member] : undefined;
  return typeof value === "string" ? value : "";
}

function tokenRequest(url: URL, { client, secret }: Pair): Request {
  const pair = Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString("base64");
  return new Request(url, {
    method: "POST",
    headers: { authorization: `Basic ${pair}`, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
}
