// From the exchanges of a scenario to the fewest requests that lead to a failure again.
import type { Json, ValuePointer } from "@specloom/api-model";
import type { Phase } from "../contract/check.ts";
import type { Replay, ReplayComparison, ReplaySearch, ReplayStep, ReplayText } from "../contract/replay.ts";
import { escapeToken, isObject } from "../document/pointer.ts";
import { findResponse } from "../document/find-response.ts";
import { isSafeMethod, lifecycleOf, operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { outlineAnswer } from "../report/outline.ts";
import type { ComparedThings, Evidence, SoughtValue } from "./compared-things.ts";
import { createdID } from "./record-writes.ts";
import type { Session } from "./session.ts";

interface Source {
  readonly index: number;
  readonly at: ValuePointer;
}

/**
 * The sequence that ends with the newest exchange; absent where no answer came, where a request holds a secret or goes
 * elsewhere, so that it cannot be written down.
 */
export function replayOf(
  session: Session,
  {
    exchanges,
    failing,
    phase,
    evidence: { compared, sought },
  }: {
    readonly exchanges: readonly Exchange[];
    readonly failing: Exchange;
    readonly phase: Phase;
    readonly evidence: { readonly [Part in keyof Evidence]: Evidence[Part] | undefined };
  },
): Replay | undefined {
  const at = exchanges.findIndex(({ request }) => request === failing.request);
  const last = exchanges.length - 1;
  const newest = exchanges[last];
  if (at === -1 || newest === undefined || newest.answer.kind === "no-answer") return undefined;
  const places = compared && [locate(exchanges, compared.one), locate(exchanges, compared.other)];
  const [one, other] = places ?? [];
  const search = sought && searchOf(exchanges, sought);
  const shown = [
    at,
    last,
    ...(places ?? []).flatMap((each) => each?.index ?? []),
    ...(search === undefined
      ? []
      : [...search.among, ...(search.source === undefined ? [] : [search.source.index])]),
  ];
  const kept = [...neededFor(session, exchanges, { shown, phase })].toSorted((a, b) => a - b);
  const place = new Map(kept.map((index, step) => [index, step]));
  const steps = kept.map((index) => stepOf(session, exchanges, { index, place }));
  if (steps.some((step) => step === undefined)) return undefined;
  const { operation, answer } = newest;
  const documented = findResponse(operation, answer.status)?.headers.map(({ name }) => name) ?? [];
  const sent = kept.map((index) => exchanges[index]?.request.body ?? "").join(" ");
  return {
    steps: steps as readonly ReplayStep[],
    failing: place.get(at) ?? 0,
    outline: outlineAnswer(answer, { documented, sent }),
    ...(compared === undefined || one === undefined || other === undefined
      ? {}
      : { compared: comparisonOf(compared, { one, other, place }) }),
    ...(search === undefined ? {} : { sought: placed(search, place) }),
  };
}

interface Search extends Pick<SoughtValue, "value" | "must"> {
  /** Indices of exchanges. */
  readonly among: readonly number[];
  /** Where the value was told; absent where it was sent. */
  readonly source: Source | undefined;
}

function searchOf(exchanges: readonly Exchange[], { value, must, among }: SoughtValue): Search {
  const indices = among.map(({ request }) => exchanges.findIndex((exchange) => exchange.request === request));
  // What must be nowhere was told nowhere else.
  const source = must === "be-nowhere" ? undefined : sourceOf(exchanges, exchanges.length, value);
  return { value, must, among: indices, source };
}

function placed({ value, must, among, source }: Search, place: ReadonlyMap<number, number>): ReplaySearch {
  const stepAt = (index: number): number => place.get(index) ?? 0;
  return {
    value: source === undefined ? value : { step: stepAt(source.index), at: source.at },
    among: among.map(stepAt),
    must,
  };
}

/** Where a thing stands in the answers: it is known by being the very same object. */
function locate(exchanges: readonly Exchange[], thing: object): Source | undefined {
  for (const [index, { answer }] of exchanges.entries()) {
    const at = answer.kind === "answer" ? pointerTo(answer.json, thing) : undefined;
    if (at !== undefined) return { index, at };
  }
  return undefined;
}

function pointerTo(json: Json | undefined, thing: object): ValuePointer | undefined {
  if (json === thing) return "";
  if (typeof json !== "object" || json === null) return undefined;
  for (const [name, member] of Object.entries(json)) {
    const inside = pointerTo(member, thing);
    if (inside !== undefined) return `/${escapeToken(name)}${inside}`;
  }
  return undefined;
}

function comparisonOf(
  { member, must }: ComparedThings,
  {
    one,
    other,
    place,
  }: { readonly one: Source; readonly other: Source; readonly place: ReadonlyMap<number, number> },
): ReplayComparison {
  const valueOf = ({ index, at }: Source) => ({
    step: place.get(index) ?? 0,
    at: `${at}/${escapeToken(member)}`,
  });
  return { one: valueOf(one), other: valueOf(other), must };
}

/** Those that show the failure, whatever they name, and, where laws tell of a history, every write before. */
function neededFor(
  session: Session,
  exchanges: readonly Exchange[],
  { shown, phase }: { readonly shown: readonly number[]; readonly phase: Phase },
): ReadonlySet<number> {
  const needed = new Set(shown);
  if (phase === "lifecycle" || phase === "laws")
    for (const [index, { request }] of exchanges.entries())
      if (!isSafeMethod(request.method)) needed.add(index);
  for (let index = exchanges.length - 1; index >= 0; index -= 1) {
    if (!needed.has(index)) continue;
    for (const text of pathTexts(session, exchanges, index) ?? [])
      if (typeof text !== "string") needed.add(text.index);
  }
  return needed;
}

function stepOf(
  session: Session,
  exchanges: readonly Exchange[],
  { index, place }: { readonly index: number; readonly place: ReadonlyMap<number, number> },
): ReplayStep | undefined {
  const exchange = exchanges[index];
  const texts = pathTexts(session, exchanges, index);
  if (exchange === undefined || texts === undefined) return undefined;
  const { request, authorization } = exchange;
  const path = texts.map((text): ReplayText =>
    typeof text === "string" ? text : { step: place.get(text.index) ?? 0, at: text.at },
  );
  const literal = [
    path.filter((text) => typeof text === "string").join(""),
    request.body ?? "",
    ...Object.values(request.headers),
  ];
  if (literal.some((text) => session.redactor.text(text) !== text)) return undefined;
  const undo = undoOf(session, exchange, { path, step: place.get(index) ?? 0 });
  return {
    method: request.method,
    path,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    status: exchange.answer.kind === "answer" ? exchange.answer.status : 0,
    credentialHeaders: authorization.scriptHeaders ?? {},
    credentialQuery: authorization.scriptQuery ?? {},
    ...(undo === undefined ? {} : { undo }),
  };
}

/** Where the thing that an exchange made is deleted: its collection's path and its id, as the document's item path has it. */
function undoOf(
  session: Session,
  exchange: Exchange,
  { path, step }: { readonly path: readonly ReplayText[]; readonly step: number },
): readonly ReplayText[] | undefined {
  const lifecycle = lifecycleOf(session.model, exchange.operation);
  const id = createdID(session, exchange);
  const { create, delete: remove } = lifecycle?.operations ?? {};
  const isMade = exchange.answer.kind === "answer" && exchange.answer.status < 300;
  if (create !== exchange.operation.id || remove === undefined || !isMade || id === undefined)
    return undefined;
  const isBeside =
    operationOf(session.model, remove).path === `${lifecycle?.collectionPath}/{${lifecycle?.itemParameter}}`;
  const query = path.findIndex((text) => typeof text === "string" && text.includes("?"));
  if (!isBeside || query !== -1) return undefined;
  return [...path, "/", { step, at: `/${escapeToken(lifecycle?.identity ?? "id")}` }];
}

/** The path of a request behind the base URL, values of earlier answers apart. */
function pathTexts(
  session: Session,
  exchanges: readonly Exchange[],
  index: number,
): readonly (string | Source)[] | undefined {
  const url = exchanges[index]?.request.url;
  if (url === undefined || !url.startsWith(session.baseUrl)) return undefined;
  const given = new Set(Object.values(session.parameters));
  return url
    .slice(session.baseUrl.length)
    .split(/(?<=[/?&=])|(?=[/?&=])/)
    .map((piece) => {
      const value = decode(piece);
      return given.has(value) ? piece : (sourceOf(exchanges, index, value) ?? piece);
    });
}

/** The first earlier answer that gave a value. */
function sourceOf(exchanges: readonly Exchange[], before: number, value: string): Source | undefined {
  if (!/[\p{L}\p{N}]/u.test(value)) return undefined;
  for (let index = 0; index < before; index += 1) {
    const answer = exchanges[index]?.answer;
    const at = answer?.kind === "answer" ? leafPointer(answer.json, value) : undefined;
    if (at !== undefined) return { index, at };
  }
  return undefined;
}

function leafPointer(json: Json | undefined, value: string): ValuePointer | undefined {
  if (typeof json === "string" || typeof json === "number") return String(json) === value ? "" : undefined;
  const members = Array.isArray(json) ? json.entries() : Object.entries(isObject(json) ? json : {});
  for (const [name, member] of members) {
    const inside = leafPointer(member as Json, value);
    if (inside !== undefined) return `/${escapeToken(String(name))}${inside}`;
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
