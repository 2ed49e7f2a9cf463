// Messages that prove a change: built from the sender's document, and judged by a reader that knows nothing of the comparison.
import { entriesOf, itemsOf, joinPointer, memberOf, type Json, type Located } from "@specloom/api-model";

import type { Message, Witness } from "../change.ts";
import type { DocumentView } from "../document-view.ts";
import { spellJson } from "../same-json.ts";
import { sampleValues } from "../schema/sample.ts";
import { readContents } from "../wire/compare-content.ts";
import type { OperationPair } from "../wire/operation-pair.ts";
import { readCredentials, type Alternative } from "../wire/credentials.ts";
import type { Flow } from "../wire/found.ts";
import type { WireOperation } from "../wire/read-operations.ts";
import { readHeader, type WireParameter } from "../wire/read-parameter.ts";
import type { WireDiff } from "../wire/wire-diff.ts";
import { buildRequest, type RequestWish } from "./build-request.ts";
import { readRequest, readResponse } from "./match-message.ts";

type Proof = () => Witness | undefined;

const CALL: Flow = { direction: "request", isBaseSending: true };

/** A call that the sender permits and the receiver does not, or reads as something else. */
function judgeCall(diff: WireDiff, flow: Flow, message: Message | undefined): Witness | undefined {
  if (message === undefined) return undefined;
  const views = diff.sides(flow);
  const sent = readRequest(views.sender.document, message);
  const taken = readRequest(views.receiver.document, message);
  if (sent.kind === "refused") return undefined;
  if (taken.kind === "refused") return { kind: "message", message, refusal: taken.reason };
  return undefined;
}

function request(
  diff: WireDiff,
  { flow, sender }: OperationPair,
  wish: Partial<RequestWish> = {},
): Message | undefined {
  const view = diff.sides(flow).sender;
  const reader = diff.reader(view, "request");
  const first = readCredentials(view, sender.security)[0];
  const credentials = { credentials: [...(first?.keys() ?? [])], scopes: scopesOf(first) };
  const needed = requiredBody(view, sender, reader);
  return buildRequest(sender, reader, { ...credentials, ...(needed && { body: needed }), ...wish });
}

function requiredBody(
  view: DocumentView,
  { value, pointer }: WireOperation,
  reader: ReturnType<WireDiff["reader"]>,
): RequestWish["body"] {
  const body = view.followObject(memberOf(value, "requestBody"), joinPointer(pointer, "requestBody"));
  if (memberOf(body?.value, "required") !== true) return undefined;
  const [content] = readContents(view, body);
  return content && { mediaType: concrete(content.mediaType), text: bodyText(content, reader) };
}

function bodyText(content: { value: Json; pointer: string }, reader: ReturnType<WireDiff["reader"]>): string {
  const node = reader.node(memberOf(content.value, "schema") ?? true, joinPointer(content.pointer, "schema"));
  return JSON.stringify(sampleValues(reader.conjunction([node]), reader)[0] ?? null);
}

function scopesOf(alternative: Alternative | undefined): string[] {
  return [...(alternative?.values() ?? [])].flatMap((scopes) => Array.from(scopes));
}

/** A media type within a range. */
function concrete(mediaType: string): string {
  return mediaType === "*/*" ? "application/x-other" : mediaType.replace("/*", "/x-other");
}

/** A removed operation: any call to it. */
export function proveOperation(diff: WireDiff, sender: WireOperation): Proof {
  return () => judgeCall(diff, CALL, request(diff, { flow: CALL, sender, receiver: sender }, {}));
}

/** A call without a parameter that the receiver needs: that of the sender which is left out, if the sender has it at all. */
export function proveParameter(
  diff: WireDiff,
  pair: OperationPair & { readonly own?: WireParameter },
): Proof {
  return () => {
    const { flow, own } = pair;
    if (flow.direction !== "request" || !flow.isBaseSending) return undefined;
    return judgeCall(diff, flow, request(diff, pair, own && { parameter: { own, value: undefined } }));
  };
}

/** A call whose parameter the receiver decodes to another value than the sender wrote. */
export function proveStyle(
  diff: WireDiff,
  pair: OperationPair & { readonly own: WireParameter; readonly other: WireParameter },
): Proof {
  return () => {
    const { flow, own } = pair;
    if (!flow.isBaseSending) return undefined;
    const views = diff.sides(flow);
    const reader = diff.reader(views.sender, "request");
    const schema = reader.conjunction([reader.node(own.schema ?? true, own.pointer)]);
    for (const value of sampleValues(schema, reader).flatMap((sample) => lengthen(sample, own, reader))) {
      const message = request(diff, pair, { parameter: { own, value } });
      if (message === undefined) continue;
      const sent = readRequest(views.sender.document, message);
      const taken = readRequest(views.receiver.document, message);
      if (sent.kind === "refused") continue;
      if (taken.kind === "refused") return { kind: "message", message, refusal: taken.reason };
      if (taken.parameters === sent.parameters) continue;
      const refusal = `The ${own.in} parameter ${own.name} is read as another value.`;
      return { kind: "message", message, refusal };
    }
    return undefined;
  };
}

/** Lists of two and objects with members show how values are written; a list of one often does not. */
function lengthen(sample: Json, own: WireParameter, reader: ReturnType<WireDiff["reader"]>): Json[] {
  const schema = reader.conjunction([reader.node(own.schema ?? true, own.pointer)]);
  const cases = reader.casesOf(schema) ?? [];
  if (Array.isArray(sample)) {
    const items = cases.flatMap((item) =>
      item.type === "array" ? item.parts.flatMap(({ rest }) => rest ?? []) : [],
    );
    const values = sampleValues(reader.conjunction(items), reader).filter(
      (value) => value !== "" && value !== null,
    );
    const [first = "a", second = first] = values;
    return [[first, second], ...(sample.length > 0 ? [sample] : [])];
  }
  if (typeof sample !== "object" || sample === null) return [sample];
  const members = cases.flatMap((item) =>
    item.type === "object" ? item.parts.flatMap(({ properties }) => [...properties]) : [],
  );
  const filled = members.map(
    ([name, node]) => [name, sampleValues(reader.conjunction([node]), reader)[0] ?? "a"] as const,
  );
  return [Object.fromEntries(filled), sample];
}

/** A call with a body of that media type, or without any. */
export function proveBody(diff: WireDiff, pair: OperationPair, { mediaType }: { mediaType?: string }): Proof {
  return () => {
    if (!pair.flow.isBaseSending) return undefined;
    if (mediaType === undefined) return judgeCall(diff, pair.flow, request(diff, pair, {}));
    const view = diff.sides(pair.flow).sender;
    const { value, pointer } = pair.sender;
    const body = view.followObject(memberOf(value, "requestBody"), joinPointer(pointer, "requestBody"));
    const content = readContents(view, body).find((own) => own.mediaType === mediaType);
    if (content === undefined) return undefined;
    const text = bodyText(content, diff.reader(view, "request"));
    return judgeCall(
      diff,
      pair.flow,
      request(diff, pair, { body: { mediaType: concrete(mediaType), text } }),
    );
  };
}

/** A call with the credentials of one alternative. */
export function proveSecurity(
  diff: WireDiff,
  pair: OperationPair,
  given: Pick<RequestWish, "credentials" | "scopes">,
): Proof {
  return () => judgeCall(diff, pair.flow, request(diff, pair, given));
}

/** A call to one server. */
export function proveServer(diff: WireDiff, pair: OperationPair, address: string): Proof {
  return () => judgeCall(diff, pair.flow, request(diff, pair, { address }));
}

interface ResponseWish {
  readonly status: number;
  /** Media type of the body; undefined for an answer without one; absent: whatever is declared. */
  readonly content?: string | undefined;
  /** Header that is left out. */
  readonly without?: string;
  /** True where it is the receiver that knew the answer, and the sender that no longer gives it. */
  readonly isLost?: boolean;
}

/** An answer that the one document permits and the other does not. */
export function proveResponse(diff: WireDiff, pair: OperationPair, wish: ResponseWish): Proof {
  return () => {
    const { flow } = pair;
    // Answers to webhooks are given to calls that stand in no document's paths.
    if (flow.isBaseSending) return undefined;
    const views = diff.sides(flow);
    const isLost = wish.isLost === true;
    const [from, to] = isLost ? [views.receiver, views.sender] : [views.sender, views.receiver];
    const operation = isLost ? pair.receiver : pair.sender;
    const call = request(diff, { flow: CALL, sender: pair.receiver, receiver: pair.sender }, {});
    if (call === undefined) return undefined;
    const message = { ...call, response: buildResponse(diff, { view: from, operation, wish }) };
    const given = readResponse(from.document, message);
    const taken = readResponse(to.document, message);
    if (given.kind === "refused" || taken.kind === "read") return undefined;
    return { kind: "message", message, refusal: taken.reason };
  };
}

function buildResponse(
  diff: WireDiff,
  { view, operation, wish }: { view: DocumentView; operation: WireOperation; wish: ResponseWish },
): NonNullable<Message["response"]> {
  const { status, without } = wish;
  const responses = memberOf(operation.value, "responses");
  const range = `${Math.floor(status / 100)}XX`;
  const written =
    memberOf(responses, String(status)) ?? memberOf(responses, range) ?? memberOf(responses, "default");
  const response = view.followObject(written, joinPointer(operation.pointer, "responses", String(status)));
  const reader = diff.reader(view, "response");
  const headers = requiredHeaders(response, { view, reader, without });
  const contents = readContents(view, response);
  const content =
    wish.content === undefined ? contents[0] : contents.find(({ mediaType }) => mediaType === wish.content);
  if (content === undefined) return { status, headers };
  const body = bodyText(content, reader);
  return { status, headers: [...headers, ["content-type", concrete(content.mediaType)]], body };
}

function requiredHeaders(
  response: Located | undefined,
  {
    view,
    reader,
    without,
  }: { view: DocumentView; reader: ReturnType<WireDiff["reader"]>; without: string | undefined },
): (readonly [string, string])[] {
  return entriesOf(memberOf(response?.value, "headers")).flatMap(([name, value]) => {
    const located = view.followObject(value, joinPointer(response?.pointer ?? "#", "headers", name));
    if (located === undefined || name.toLowerCase() === without) return [];
    const header = readHeader(located);
    if (!header.isRequired) return [];
    const node = reader.node(header.schema ?? true, header.pointer);
    const [sample] = sampleValues(reader.conjunction([node]), reader);
    return [[name.toLowerCase(), writeHeader(sample)] as const];
  });
}

function writeHeader(sample: Json | undefined): string {
  if (sample === undefined) return "";
  return Array.isArray(sample) ? itemsOf(sample).map(spellJson).join(",") : spellJson(sample);
}
