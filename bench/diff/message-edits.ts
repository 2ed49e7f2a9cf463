// Random edits of an operation's messages: parameters, media types, statuses, headers, credentials, servers.
import { diffDocuments, type Verdict } from "specloom/diff";

import { refuseAnswer, refuseCall, SCHEMES, writeDocument, type Call, type CallParameter } from "./calls.ts";
import { chance, pick, type Random, type Schema } from "./random-values.ts";

type Draw = (random: Random, call: Call) => Call;

const TYPES = ["application/json", "application/xml", "text/plain", "text/csv"];
const STATUSES = ["200", "201", "202", "400", "404", "409", "500"];
const SERVERS = ["https://api.example", "https://eu.api.example", "https://api.example/v2"];
const SCHEMAS: readonly Schema[] = [
  { type: "string" },
  { type: "string", maxLength: 6 },
  { type: "string", minLength: 1 },
  { type: "string", enum: ["red", "green"] },
  { type: "string", enum: ["red", "green", "blue"] },
  { type: "integer" },
  { type: "integer", minimum: 0 },
  { type: "number" },
  { type: "boolean" },
];
const SAMPLES = 25;

function some<Item>(random: Random, items: readonly Item[], probability = 0.5): Item[] {
  return items.filter(() => chance(random, probability));
}

function parameter(random: Random, name: string): CallParameter {
  const place = pick(random, ["query", "header", "cookie"] as const);
  return {
    in: place,
    name: place === "header" ? `X-${name}` : name,
    required: chance(random, 0.4),
    schema: pick(random, SCHEMAS),
  };
}

function drawCall(random: Random): Call {
  const gives = Object.fromEntries(
    ["200", ...some(random, STATUSES.slice(1), 0.3)].map((status) => [status, types(random)]),
  );
  return {
    parameters: some(random, ["a", "b", "c"]).map((name) => parameter(random, name)),
    takes: types(random),
    needsBody: chance(random, 0.5),
    gives,
    headers: Object.fromEntries(
      some(random, ["X-Total", "X-Next"]).map((name) => [name, chance(random, 0.5)]),
    ),
    lets: alternatives(random),
    servers: some(random, SERVERS),
  };
}

const types = (random: Random): string[] => some(random, TYPES, 0.4);
const alternatives = (random: Random): string[][] =>
  [0, 1, 2].slice(0, pick(random, [0, 1, 1, 2])).map(() => some(random, SCHEMES));

function changeOne(random: Random, call: Call, change: (own: CallParameter) => CallParameter): Call {
  const known = call.parameters.length === 0 ? [parameter(random, "a")] : call.parameters;
  const chosen = pick(random, known);
  return { ...call, parameters: known.map((own) => (own === chosen ? change(own) : own)) };
}

/** Every kind of edit of a message. */
export const MESSAGE_EDITS: Readonly<Record<string, Draw>> = {
  "parameter added": (random, call) => ({
    ...call,
    parameters: [...call.parameters, parameter(random, "d")],
  }),
  "parameter removed": (_random, call) => ({ ...call, parameters: call.parameters.slice(1) }),
  "parameter's schema": (random, call) =>
    changeOne(random, call, (own) => ({ ...own, schema: pick(random, SCHEMAS) })),
  "parameter required or not": (random, call) =>
    changeOne(random, call, (own) => ({ ...own, required: !own.required })),
  "parameter's place": (random, call) =>
    changeOne(random, call, (own) => ({ ...own, in: own.in === "query" ? "cookie" : "query" })),
  "media types of a request": (random, call) => ({ ...call, takes: types(random) }),
  "body required or not": (_random, call) => ({ ...call, needsBody: !call.needsBody }),
  "media types of an answer": (random, call) => ({ ...call, gives: { ...call.gives, 200: types(random) } }),
  "status added": (random, call) => ({
    ...call,
    gives: { ...call.gives, [pick(random, STATUSES)]: types(random) },
  }),
  "status removed": (random, call) => {
    const gone = pick(
      random,
      Object.keys(call.gives)
        .filter((status) => status !== "200")
        .concat("none"),
    );
    return {
      ...call,
      gives: Object.fromEntries(Object.entries(call.gives).filter(([status]) => status !== gone)),
    };
  },
  "headers of an answer": (random, call) => ({
    ...call,
    headers: Object.fromEntries(
      some(random, ["X-Total", "X-Next"]).map((name) => [name, chance(random, 0.5)]),
    ),
  }),
  security: (random, call) => ({ ...call, lets: alternatives(random) }),
  servers: (random, call) => ({ ...call, servers: some(random, SERVERS) }),
};

/** What was found of one edit, in one of its directions. */
export interface JudgedMessage {
  readonly verdict: Verdict;
  readonly breaking: number;
  readonly witnessed: number;
  /** Why a message that was drawn is refused, where the verdict says that none is. */
  readonly refutation: string | undefined;
  readonly messages: number;
  readonly text: string;
}

/** An edit of a random operation, and its reverse. */
export function judgeMessageEdit(random: Random, kind: string): JudgedMessage[] {
  const draw = MESSAGE_EDITS[kind];
  if (draw === undefined) throw new Error(`There is no edit ${kind}.`);
  const before = drawCall(random);
  const after = draw(random, before);
  return [judge(random, before, after), judge(random, after, before)];
}

function judge(random: Random, base: Call, revision: Call): JudgedMessage {
  const { wire, changes } = diffDocuments(writeDocument(base), writeDocument(revision));
  const breaking = changes.filter((change) => change.wire === "breaking");
  const witnessed = breaking.filter(({ witness }) => witness !== undefined);
  const most = wire === "none" || wire === "additive" ? SAMPLES : 0;
  let refutation: string | undefined;
  let messages = 0;
  for (; messages < most && refutation === undefined; messages++)
    refutation = refuseCall(random, base, revision) ?? refuseAnswer(random, revision, base);
  return {
    verdict: wire,
    breaking: breaking.length,
    witnessed: witnessed.length,
    refutation,
    messages,
    text: `${JSON.stringify(base)} -> ${JSON.stringify(revision)}: ${changes.map((change) => `${change.kind} ${change.wire}: ${change.why}`).join("; ")}`,
  };
}
