// One operation without OpenAPI: what it takes and gives, what a sender may send of it, and what a receiver refuses. Written apart
// from the comparison, and from its reader of messages.
import { compileReading } from "./readings.ts";
import { chance, pick, type Json, type Random, type Schema } from "./random-values.ts";
import { sampleValue } from "./sampling.ts";

export interface CallParameter {
  readonly in: "query" | "header" | "cookie";
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** An operation, as far as its messages go. */
export interface Call {
  readonly parameters: readonly CallParameter[];
  /** Media types of the body; none where there is no body. */
  readonly takes: readonly string[];
  readonly needsBody: boolean;
  /** Statuses with the media types of their bodies. */
  readonly gives: Readonly<Record<string, readonly string[]>>;
  /** Headers of the answer 200, and whether they are always there. */
  readonly headers: Readonly<Record<string, boolean>>;
  /** Sets of schemes that let in; none where nothing is asked for. */
  readonly lets: readonly (readonly string[])[];
  readonly servers: readonly string[];
}

const KINDS: Readonly<Record<string, Json>> = {
  key: { type: "apiKey", in: "header", name: "X-Key" },
  basic: { type: "http", scheme: "basic" },
  token: { type: "apiKey", in: "query", name: "token" },
};
export const SCHEMES: readonly string[] = Object.keys(KINDS);

export function writeDocument(call: Call): { readonly [member: string]: Json } {
  const { parameters, takes, needsBody, gives, headers, lets, servers } = call;
  const declared = Object.entries(headers).map(([name, required]) => [
    name,
    { required, schema: { type: "string" } },
  ]);
  const responses = Object.entries(gives).map(([status, types]) => [
    status,
    {
      description: "All.",
      ...(types.length > 0 && { content: contentOf(types) }),
      ...(status === "200" && { headers: Object.fromEntries(declared) as Json }),
    },
  ]);
  const operation = {
    parameters: parameters.map(({ in: place, name, required, schema }) => ({
      in: place,
      name,
      required,
      schema,
    })),
    ...(takes.length > 0 && { requestBody: { required: needsBody, content: contentOf(takes) } }),
    responses: Object.fromEntries(responses) as Json,
    security: lets.map((schemes) => Object.fromEntries(schemes.map((name) => [name, []]))),
  };
  return {
    openapi: "3.1.0",
    info: { title: "Drawn", version: "1.0.0" },
    servers: servers.map((url) => ({ url })),
    paths: { "/things": { post: operation } },
    components: { securitySchemes: KINDS },
  };
}

function contentOf(types: readonly string[]): Json {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: "string" } }]));
}

/** Why a call that the sender may make is refused by the receiver; undefined where one that was drawn is not. */
export function refuseCall(random: Random, sender: Call, receiver: Call): string | undefined {
  const sent = new Map<string, string>();
  for (const own of sender.parameters) {
    if (own.required || chance(random, 0.7)) {
      const text = sampleText(random, own.schema);
      if (text === undefined) return undefined;
      sent.set(keyOf(own), text);
    }
  }
  for (const own of receiver.parameters) {
    const text = sent.get(keyOf(own));
    if (text === undefined && own.required) return `${keyOf(own)} is missing`;
    if (text !== undefined && !takesText(own.schema, text)) return `${keyOf(own)} is ${text}`;
  }
  const hasBody = sender.takes.length > 0 && (sender.needsBody || chance(random, 0.7));
  if (!hasBody && receiver.needsBody && receiver.takes.length > 0) return "the body is missing";
  const type = hasBody ? pick(random, sender.takes) : undefined;
  if (type !== undefined && !receiver.takes.includes(type)) return `the body is ${type}`;
  const credentials = sender.lets.length === 0 ? [] : pick(random, sender.lets);
  const isLetIn =
    receiver.lets.length === 0 ||
    receiver.lets.some((asked) => asked.every((scheme) => credentials.includes(scheme)));
  if (!isLetIn) return `the credentials are ${credentials.join(" and ")}`;
  const server = sender.servers.length === 0 ? undefined : pick(random, sender.servers);
  const isThere = server === undefined || receiver.servers.length === 0 || receiver.servers.includes(server);
  return isThere ? undefined : `the server is ${server}`;
}

/** The same of an answer: the revision gives it, and those who know the base read it. */
export function refuseAnswer(random: Random, sender: Call, receiver: Call): string | undefined {
  const status = pick(random, Object.keys(sender.gives));
  const known = receiver.gives[status] ?? receiver.gives["default"];
  // RFC 9110, section 15: a failure that is not known is taken as x00 of its class.
  if (known === undefined) return Number(status) >= 400 ? undefined : `the status is ${status}`;
  if (receiver.gives[status] === undefined) return undefined;
  // Section 12.5.1: readers ask for one of the types that they know.
  const given = sender.gives[status] ?? [];
  const asked = known.length === 0 ? undefined : pick(random, known);
  if (asked !== undefined && !given.includes(asked)) return `${asked} of ${status} is no longer given`;
  if (status !== "200") return undefined;
  const missing = Object.entries(receiver.headers).find(
    ([name, required]) => required && sender.headers[name] !== true,
  );
  return missing && `the header ${missing[0]} may be missing`;
}

function keyOf(parameter: CallParameter): string {
  return `${parameter.in} ${parameter.name}`;
}

/** A value as parameters write it; all that is drawn here is plain. */
function sampleText(random: Random, schema: Schema): string | undefined {
  const isValid = compileReading({ root: schema, schemas: {} }, { direction: "request", isSender: true });
  for (let tries = 0; tries < 20; tries++) {
    const value = sampleValue(random, schema, { schemas: {} });
    if (isValid(value)) return typeof value === "string" ? value : JSON.stringify(value);
  }
  return undefined;
}

/** A text is whatever the schema can read it as. */
function takesText(schema: Schema, text: string): boolean {
  const isValid = compileReading({ root: schema, schemas: {} }, { direction: "request", isSender: false });
  const readings: Json[] = [text];
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) readings.push(Number(text));
  if (text === "true" || text === "false") readings.push(text === "true");
  return readings.some((reading) => isValid(reading));
}
