import { entriesOf, itemsOf, joinPointer, memberOf, type Json } from "@specloom/api-model";

import type { DocumentView } from "../document-view.ts";
import { sameJson } from "../same-json.ts";
import { proveSecurity } from "../witness/prove-message.ts";
import type { OperationPair } from "./operation-pair.ts";
import { readCredentials, type Alternative } from "./credentials.ts";
import { placesOf, verdictOf } from "./found.ts";
import type { WireOperation } from "./read-operations.ts";
import type { WireDiff } from "./wire-diff.ts";

export function compareSecurity(diff: WireDiff, pair: OperationPair): void {
  const { flow, sender, receiver } = pair;
  const views = diff.sides(flow);
  const sent = readCredentials(views.sender, sender.security);
  const taken = readCredentials(views.receiver, receiver.security);
  const places = placesOf(flow, {
    sender: joinPointer(sender.pointer, "security"),
    receiver: joinPointer(receiver.pointer, "security"),
  });
  const place = { kind: "security", operation: sender.title, direction: flow.direction, ...places } as const;
  for (const own of sent) {
    if (taken.some((other) => isEnough(own, other))) continue;
    const prove = proveSecurity(diff, pair, { credentials: [...own.keys()], scopes: scopesOf(own) });
    const why = `Calls ${describe(own)} are no longer let in.`;
    diff.add({ ...place, verdict: verdictOf(flow, "refused"), why, prove });
  }
  for (const other of taken) {
    if (sent.some((own) => isEnough(own, other) && isEnough(other, own))) continue;
    // A stricter alternative beside what was enough already lets nobody new in.
    if (sent.some((own) => isEnough(other, own))) continue;
    diff.add({
      ...place,
      verdict: verdictOf(flow, "narrower"),
      why: `Calls ${describe(other)} are let in as well.`,
    });
  }
  compareFlows(diff, pair);
}

/** True where the credentials of the one satisfy the other. */
function isEnough(own: Alternative, other: Alternative): boolean {
  return [...other].every(([credential, scopes]) => {
    const given = own.get(credential);
    return given !== undefined && [...scopes].every((scope) => given.has(scope));
  });
}

function scopesOf(alternative: Alternative): string[] {
  return [...alternative.values()].flatMap((scopes) => Array.from(scopes));
}

function describe(alternative: Alternative): string {
  if (alternative.size === 0) return "without credentials";
  const parts = [...alternative].map(([credential, scopes]) =>
    scopes.size === 0 ? credential : `${credential} (${[...scopes].join(", ")})`,
  );
  return `with ${parts.join(" and ")}`;
}

/** Where tokens come from: not part of the call, so that no message of it can prove anything. */
function compareFlows(diff: WireDiff, { flow, sender, receiver }: OperationPair): void {
  const views = diff.sides(flow);
  const shared = new Set(schemeNames(sender).filter((name) => schemeNames(receiver).includes(name)));
  for (const name of shared) {
    const own = addressesOf(flowsOf(views.sender, name));
    const other = addressesOf(flowsOf(views.receiver, name));
    const lost = Object.entries(own).filter(([key, value]) => !sameJson(value, other[key]));
    if (lost.length === 0) continue;
    const pointer = joinPointer("#/components/securitySchemes", name);
    diff.add({
      kind: "oauth-flow",
      operation: sender.title,
      direction: flow.direction,
      ...placesOf(flow, { sender: pointer, receiver: pointer }),
      verdict: "unknown",
      why: `${lost.map(([key]) => key).join(", ")} of ${name} changed; whether tokens can still be had is not decided.`,
    });
  }
}

/** Where tokens of a scheme come from, as written. */
function flowsOf(view: DocumentView, name: string): Json | undefined {
  const schemes = memberOf(memberOf(view.document, "components"), "securitySchemes");
  const scheme = view.follow(memberOf(schemes, name), "#")?.value;
  return memberOf(scheme, "flows") ?? memberOf(scheme, "openIdConnectUrl");
}

function schemeNames({ security }: WireOperation): string[] {
  return itemsOf(security).flatMap((requirement) => entriesOf(requirement).map(([name]) => name));
}

function addressesOf(flows: Json | undefined): Record<string, Json> {
  if (typeof flows === "string") return { openIdConnectUrl: flows };
  const urls = entriesOf(flows).flatMap(([kind, flow]) =>
    entriesOf(flow)
      .filter(([name]) => name !== "scopes" && !name.startsWith("x-"))
      .map(([name, url]) => [`${kind} ${name}`, url] as const),
  );
  return Object.fromEntries(urls);
}
