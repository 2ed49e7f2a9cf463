import { joinPointer, memberOf } from "@specloom/api-model";

import { proveServer } from "../witness/prove-message.ts";
import type { OperationPair } from "./operation-pair.ts";
import { placesOf, verdictOf } from "./found.ts";
import { listAddresses } from "./server-addresses.ts";
import type { WireDiff } from "./wire-diff.ts";

export function compareServers(diff: WireDiff, pair: OperationPair): void {
  const { flow, sender, receiver } = pair;
  const sent = listAddresses(sender.servers);
  const taken = listAddresses(receiver.servers);
  // A document without servers says nothing about where the API is.
  if (sent.length === 0 || taken.length === 0) return;
  const isShared = sender.servers === memberOf(diff.sides(flow).sender.document, "servers");
  const at = isShared ? "#/servers" : joinPointer(sender.pointer, "servers");
  const place = {
    kind: "server",
    ...(!isShared && { operation: sender.title }),
    direction: flow.direction,
    ...placesOf(flow, { sender: at, receiver: at }),
  } as const;
  for (const address of sent) {
    if (taken.some((other) => covers(other, address))) continue;
    const prove = proveServer(diff, pair, address.replaceAll("{}", "any"));
    const why = `The server ${address} is no longer declared; calls to it may fail.`;
    diff.add({ ...place, verdict: verdictOf(flow, "refused"), why, prove });
  }
  for (const address of taken) {
    if (sent.some((own) => covers(own, address))) continue;
    diff.add({ ...place, verdict: verdictOf(flow, "unsent"), why: `The server ${address} was added.` });
  }
}

function covers(address: string, other: string): boolean {
  if (address === other) return true;
  if (!address.includes("{}")) return false;
  const pattern = address
    .split("{}")
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join("[^/]*");
  return new RegExp(`^${pattern}$`).test(other);
}
