// Media types as far as a JSON server needs them: which declared one a request carries, which one an answer may have.
import type { Content } from "@specloom/api-model";

/** `Application/JSON; charset=utf-8` to `application/json`. */
export function essenceOf(mediaType: string): string {
  const semicolon = mediaType.indexOf(";");
  return (semicolon < 0 ? mediaType : mediaType.slice(0, semicolon)).trim().toLowerCase();
}

/** A range that JSON is in counts, as nobody says what else it might be. */
export function isJsonType(mediaType: string): boolean {
  return /^(?:\*\/\*|application\/\*)$|^application\/(?:[^;]+\+)?json$/.test(essenceOf(mediaType));
}

type Choose<Header> = (contents: readonly Content[], header: Header) => Content | undefined;

/** Header values that a server meets are few; a client that makes them up must not fill the memory. */
const REMEMBERED = 100;

/** Remembers what was chosen for a header's value. */
function remember<Header extends string | null>(choose: Choose<Header>): Choose<Header> {
  const memory = new WeakMap<readonly Content[], Map<Header, Content | undefined>>();
  return (contents, header) => {
    const known = memory.get(contents) ?? new Map<Header, Content | undefined>();
    if (known.has(header)) return known.get(header);
    if (known.size >= REMEMBERED) known.clear();
    const chosen = choose(contents, header);
    memory.set(contents, known.set(header, chosen));
    return chosen;
  };
}

/** The declared content that a media type falls under: exactly, else by the narrowest range. */
export const matchContent: Choose<string> = remember(chooseMatch);

function chooseMatch(contents: readonly Content[], mediaType: string): Content | undefined {
  const wanted = essenceOf(mediaType);
  const type = wanted.slice(0, wanted.indexOf("/"));
  const find = (name: string): Content | undefined =>
    contents.find((content) => essenceOf(content.mediaType) === name);
  return find(wanted) ?? find(`${type}/*`) ?? find("*/*");
}

/** The content that an `Accept` header likes best (RFC 9110, 12.5.1), JSON before others; undefined where it takes none. */
export const acceptContent: Choose<string | null> = remember(chooseAccepted);

function chooseAccepted(contents: readonly Content[], accept: string | null): Content | undefined {
  const ofJson = contents.filter((content) => isJsonType(content.mediaType));
  // A type by its name speaks for itself, a range for what is not named.
  const preferred = ofJson.find(({ mediaType }) => !mediaType.includes("*")) ?? ofJson[0] ?? contents[0];
  if (accept === null || accept.trim() === "" || accept === "*/*") return preferred;
  const ranges = accept.split(",").map(parseRange);
  let best: { content: Content; quality: number } | undefined;
  for (const content of [...(preferred === undefined ? [] : [preferred]), ...contents]) {
    const quality = qualityOf(essenceOf(content.mediaType), ranges);
    if (quality > (best?.quality ?? 0)) best = { content, quality };
  }
  return best?.content;
}

interface Range {
  readonly name: string;
  readonly quality: number;
}

function parseRange(text: string): Range {
  const quality = /;\s*q\s*=\s*([\d.]+)/i.exec(text)?.[1];
  return { name: essenceOf(text), quality: quality === undefined ? 1 : Number(quality) };
}

function qualityOf(essence: string, ranges: readonly Range[]): number {
  if (essence.includes("*")) return 1;
  const type = essence.slice(0, essence.indexOf("/"));
  for (const name of [essence, `${type}/*`, "*/*"]) {
    const range = ranges.find((one) => one.name === name);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
