// What a caller prefers (RFC 7240). Preferences that the mock does not know are ignored, as the RFC asks.

export interface Preferences {
  /** Status to answer with. */
  readonly code?: string;
  /** Name of the example to answer with. */
  readonly example?: string;
  /** Set where the answer is to be made from the schema and not from examples. */
  readonly dynamic?: true;
}

const PREFERENCE = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g;
const PAIR = /^\s*([^\s=;"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;]*))?/;

/** Undefined where nothing is preferred that the mock knows; of a preference given twice the first counts. */
export function readPreferences(header: string | null): Preferences | undefined {
  if (header === null) return undefined;
  const given = new Map<string, string>();
  for (const part of header.match(PREFERENCE) ?? []) {
    const [, name = "", value = ""] = PAIR.exec(part) ?? [];
    if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), unquote(value));
  }
  const code = given.get("code");
  const example = given.get("example");
  const isDynamic = given.get("dynamic") === "true";
  if (code === undefined && example === undefined && !isDynamic) return undefined;
  return {
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { example }),
    ...(isDynamic ? { dynamic: true } : {}),
  };
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, "$1") : value;
}

/** For `Preference-Applied`. */
export function writePreferences(preferences: Preferences): string {
  return Object.entries(preferences)
    .map(([name, value]) => `${name}=${/^[\w.-]+$/.test(String(value)) ? value : JSON.stringify(value)}`)
    .join(", ");
}
