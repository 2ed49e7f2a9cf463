import { pathParameters, type Located } from "@specloom/api-model";

import { proveParameter, proveStyle } from "../witness/prove-message.ts";
import { placesOf, verdictOf } from "./found.ts";
import type { OperationPair } from "./operation-pair.ts";
import { readParameter, serialisedForm, type WireParameter } from "./read-parameter.ts";
import type { WireOperation } from "./read-operations.ts";
import type { WireDiff } from "./wire-diff.ts";

export function compareParameters(diff: WireDiff, pair: OperationPair): void {
  const sent = readAll(pair.sender);
  const taken = readAll(pair.receiver);
  for (const [key, own] of sent) {
    const other = taken.get(key);
    if (other === undefined) addIgnored(diff, pair, own);
    else compareOne(diff, pair, { own, other });
  }
  for (const [key, other] of taken) if (!sent.has(key)) addForeign(diff, pair, other);
}

/** By place and name; path parameters by their place in the template, since their name is not on the wire. */
function readAll({ parameters, path }: WireOperation): Map<string, WireParameter> {
  const names = pathParameters(path);
  return new Map(
    parameters.flatMap((located: Located) => {
      const read = readParameter(located);
      if (read === undefined) return [];
      const key =
        read.in === "path"
          ? `path ${names.indexOf(read.name)}`
          : `${read.in} ${read.in === "header" ? read.name.toLowerCase() : read.name}`;
      return [[key, read] as const];
    }),
  );
}

function addIgnored(diff: WireDiff, { flow, sender }: OperationPair, own: WireParameter): void {
  diff.add({
    kind: "parameter",
    operation: sender.title,
    direction: flow.direction,
    ...placesOf(flow, { sender: own.pointer }),
    verdict: verdictOf(flow, "ignored"),
    why: `${own.in} parameter ${JSON.stringify(own.name)} is no longer declared; it is now ignored.`,
  });
}

function addForeign(diff: WireDiff, pair: OperationPair, other: WireParameter): void {
  const { flow, receiver, sender } = pair;
  const title = `${other.in} parameter ${JSON.stringify(other.name)}`;
  const place = {
    operation: sender.title,
    direction: flow.direction,
    ...placesOf(flow, { receiver: other.pointer }),
  };
  if (other.isRequired) {
    const why = `${title} was added and is required; calls that do not send it are refused.`;
    const prove = proveParameter(diff, { sender, receiver, flow });
    diff.add({ kind: "parameter-required", ...place, verdict: verdictOf(flow, "refused"), why, prove });
  } else {
    diff.add({
      kind: "parameter",
      ...place,
      verdict: verdictOf(flow, "unsent"),
      why: `${title} was added and is optional.`,
    });
  }
}

interface ParameterPair {
  readonly own: WireParameter;
  readonly other: WireParameter;
}

function compareOne(diff: WireDiff, pair: OperationPair, { own, other }: ParameterPair): void {
  const { flow, sender } = pair;
  const title = `${own.in} parameter ${JSON.stringify(own.name)}`;
  const places = placesOf(flow, { sender: own.pointer, receiver: other.pointer });
  const place = { operation: sender.title, direction: flow.direction, ...places };
  if (other.isRequired && !own.isRequired) {
    const prove = proveParameter(diff, { ...pair, own });
    const why = `${title} became required; calls that leave it out are refused.`;
    diff.add({ kind: "parameter-required", ...place, verdict: verdictOf(flow, "refused"), why, prove });
  } else if (own.isRequired && !other.isRequired) {
    const why = `${title} became optional.`;
    diff.add({ kind: "parameter-required", ...place, verdict: verdictOf(flow, "narrower"), why });
  }
  if (!compareForm(diff, pair, { own, other })) return;
  diff.compareSchemas({
    flow,
    operation: sender.title,
    isText: own.mediaType === undefined,
    sender: own,
    receiver: other,
  });
}

/** False where the two write values in so different a way that their schemas cannot be compared. */
function compareForm(diff: WireDiff, pair: OperationPair, { own, other }: ParameterPair): boolean {
  const { flow, sender } = pair;
  const views = diff.sides(flow);
  const reader = diff.reader(views.sender, flow.direction);
  const cases = reader.casesOf(reader.conjunction([reader.node(own.schema ?? true, own.pointer)])) ?? [];
  const kinds = cases.map(({ type }) => (type === "array" || type === "object" ? type : "scalar"));
  const changed = [...new Set(kinds)].find(
    (kind) => serialisedForm(own, kind) !== serialisedForm(other, kind),
  );
  if (changed === undefined) return true;
  const [before, after] = flow.isBaseSending ? [own, other] : [other, own];
  diff.add({
    kind: "parameter-style",
    operation: sender.title,
    direction: flow.direction,
    ...placesOf(flow, { sender: own.pointer, receiver: other.pointer }),
    verdict: verdictOf(flow, "refused"),
    why: `${own.in} parameter ${JSON.stringify(own.name)}: ${describeForm(before)} became ${describeForm(after)}; the same text is read as another value.`,
    prove: proveStyle(diff, { ...pair, own, other }),
  });
  return (own.mediaType === undefined) === (other.mediaType === undefined);
}

function describeForm({ mediaType, style, isExploded }: WireParameter): string {
  return mediaType ?? `${style}, explode ${isExploded}`;
}
