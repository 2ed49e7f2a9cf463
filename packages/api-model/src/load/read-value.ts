import { readFile } from "node:fs/promises";
import { decodeText } from "./decode-text.ts";
import { countMembers, findDuplicateMembers } from "./duplicate-members.ts";
import { toJson } from "./to-json.ts";

/** What a file holds. */
export interface ReadValue {
  /** Undefined where there is anything to say of the file but what `json` may show, or it is not there. */
  readonly value: unknown;
  /** The text, where it is JSON and not merely YAML: a name may stand twice in it ({@link findDuplicateMembers}). */
  readonly json?: string;
}

/**
 * The value of a JSON or YAML file. Undefined where there is anything to say of the file: it cannot be read or parsed, holds
 * what JSON has no form for, or names places by anchors. Whoever tells people about it reads it again, keeping positions.
 */
export async function readValue(file: string): Promise<unknown> {
  const { value, json } = await readFileValue(file);
  return json !== undefined && findDuplicateMembers(json, countMembers(value)).length > 0 ? undefined : value;
}

/** As {@link readValue}. @param onJSON told the bytes of what looks like JSON before it is parsed */
export async function readFileValue(file: string, onJSON?: (bytes: Uint8Array) => void): Promise<ReadValue> {
  try {
    const bytes = await readFile(file);
    const decoded = decodeText(bytes);
    if ("code" in decoded || decoded.badLine !== undefined || decoded.text.includes("$anchor"))
      return NOTHING;
    const { text } = decoded;
    const looksLikeJSON = /^\s*[{[]/.test(text);
    if (looksLikeJSON) onJSON?.(bytes);
    const value = looksLikeJSON ? parseJSON(text) : undefined;
    return value === undefined ? { value: await parseYAML(text) } : { value, json: text };
  } catch {
    return NOTHING;
  }
}

const NOTHING: ReadValue = { value: undefined };

function parseJSON(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // It may be a YAML flow mapping.
    return undefined;
  }
}

async function parseYAML(body: string): Promise<unknown> {
  // Loaded only where there is YAML.
  const { CORE_SCHEMA, binaryTag, load, mergeTag, omapTag, pairsTag, setTag } = await import("js-yaml");
  // What the bundler reads YAML by: dates stay texts.
  const schema = CORE_SCHEMA.withTags(mergeTag, binaryTag, omapTag, pairsTag, setTag);
  const { value, odd } = toJson(load(body, { schema }));
  return odd.length === 0 ? value : undefined;
}
