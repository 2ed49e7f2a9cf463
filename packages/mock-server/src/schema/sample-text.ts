// Texts for string schemas: by format, by pattern, by length; and texts that look like an example.
import type { SchemaObject } from "@specloom/api-model";
import { ALPHANUMERIC, DIGITS, LOWER, randomText, randomUuid, type Random } from "../random.ts";
import { patternText } from "./pattern-text.ts";

export interface TextSource {
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const FORMATS: ReadonlyMap<string, (source: TextSource) => string> = new Map<
  string,
  (source: TextSource) => string
>([
  ["date-time", ({ now }) => new Date(now).toISOString()],
  ["date", ({ now }) => new Date(now).toISOString().slice(0, 10)],
  ["time", ({ now }) => new Date(now).toISOString().slice(11)],
  ["duration", () => "P1D"],
  ["email", () => "someone@example.com"],
  ["idn-email", () => "someone@example.com"],
  ["hostname", () => "example.com"],
  ["idn-hostname", () => "example.com"],
  ["ipv4", () => "192.0.2.1"],
  ["ipv6", () => "2001:db8::1"],
  ["uri", () => "https://example.com/"],
  ["url", () => "https://example.com/"],
  ["iri", () => "https://example.com/"],
  ["uri-reference", () => "/example"],
  ["iri-reference", () => "/example"],
  ["uri-template", () => "/example/{id}"],
  ["uuid", ({ random }) => randomUuid(random)],
  ["json-pointer", () => "/example"],
  ["relative-json-pointer", () => "0/example"],
  ["regex", () => "^example$"],
  ["byte", () => "ZXhhbXBsZQ=="],
]);

/** Where one text of a format is as good as another, and a new one must be none that was there. */
const FRESH: ReadonlyMap<string, (word: string) => string> = new Map<string, (word: string) => string>([
  ["email", (word) => `${word}@example.com`],
  ["idn-email", (word) => `${word}@example.com`],
  ["hostname", (word) => `${word}.example.com`],
  ["idn-hostname", (word) => `${word}.example.com`],
  ["uri", (word) => `https://example.com/${word}`],
  ["url", (word) => `https://example.com/${word}`],
  ["iri", (word) => `https://example.com/${word}`],
  ["uri-reference", (word) => `/${word}`],
  ["iri-reference", (word) => `/${word}`],
]);
const FRESH_LENGTH = 16;

/** A text that the schema accepts, as well as its keywords let one be found. */
export function sampleText(schema: SchemaObject, source: TextSource): string {
  const format = schema["format"];
  const byFormat = typeof format === "string" ? FORMATS.get(format) : undefined;
  if (byFormat !== undefined) return byFormat(source);
  const pattern = schema["pattern"];
  const byPattern = typeof pattern === "string" ? patternText(pattern, source.random) : undefined;
  return byPattern ?? fitLength("string", schema);
}

function fitLength(text: string, schema: SchemaObject): string {
  const { least, most } = lengthBounds(schema);
  return text.padEnd(least, "x").slice(0, most);
}

function lengthBounds(schema: SchemaObject): { readonly least: number; readonly most: number } {
  const { minLength, maxLength } = schema;
  return {
    least: typeof minLength === "number" ? minLength : 0,
    most: typeof maxLength === "number" ? maxLength : Number.POSITIVE_INFINITY,
  };
}

/** What a new identifier or secret may be made from. */
export interface LikenessOptions extends TextSource {
  readonly example?: string | undefined;
  /** Alphabet and length where nothing else says how it looks. */
  readonly alphabet: string;
  readonly length: number;
}

/** Shorter examples ("x") do not show what a value looks like. */
const TELLING_LENGTH = 12;

/** A new text that nobody has seen: by format or pattern, else in the likeness of the example, else from the alphabet. */
export function freshText(schema: SchemaObject, options: LikenessOptions): string {
  if (schema["format"] === "uuid") return randomUuid(options.random);
  const { pattern, format } = schema;
  const byPattern = typeof pattern === "string" ? patternText(pattern, options.random) : undefined;
  if (byPattern !== undefined) return byPattern;
  const { least, most } = lengthBounds(schema);
  if (typeof format === "string" && FORMATS.has(format)) {
    const fresh = FRESH.get(format)?.(randomText(options.random, LOWER + DIGITS, FRESH_LENGTH)) ?? "";
    return fresh !== "" && fresh.length <= most ? fresh : sampleText(schema, options);
  }
  const example = options.example ?? "";
  if (example.length >= Math.max(least, TELLING_LENGTH) && example.length <= most)
    return textLike(example, options.random);
  return randomText(options.random, options.alphabet, Math.min(Math.max(least, options.length), most));
}

/** What new texts share with an example: what stays in pieces, and between them how many characters of which kinds. */
interface Likeness {
  readonly pieces: readonly (string | number)[];
  readonly alphabet: string;
}

const likenesses = new Map<string, Likeness>();

function textLike(example: string, random: Random): string {
  const likeness = likenesses.get(example) ?? likenessOf(example);
  likenesses.set(example, likeness);
  let text = "";
  for (const piece of likeness.pieces)
    text += typeof piece === "string" ? piece : randomText(random, likeness.alphabet, piece);
  return text;
}

/** `cus_9s6XKzkN`: a leading word with an underscore stays, separators stay, the rest is drawn from the kinds of characters seen. */
function likenessOf(example: string): Likeness {
  const prefix = /^[A-Za-z]{1,12}_(?=[A-Za-z0-9]{8})/.exec(example)?.[0] ?? "";
  const rest = example.slice(prefix.length);
  const alphabet = [LOWER, LOWER.toUpperCase(), DIGITS]
    .filter((kind) => Array.from(rest).some((one) => kind.includes(one)))
    .join("");
  const runs = Array.from(rest.matchAll(/[A-Za-z0-9]+|[^A-Za-z0-9]+/g), ([run]) =>
    /^[A-Za-z0-9]/.test(run) ? run.length : run,
  );
  return { pieces: [prefix, ...runs], alphabet: alphabet === "" ? ALPHANUMERIC : alphabet };
}
