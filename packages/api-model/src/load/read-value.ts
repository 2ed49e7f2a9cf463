import { readFile } from "node:fs/promises";
import { CORE_SCHEMA, binaryTag, load, mergeTag, omapTag, pairsTag, setTag } from "js-yaml";
import { toJson } from "./to-json.ts";

/** What the bundler reads YAML by: dates stay texts. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag, binaryTag, omapTag, pairsTag, setTag);

/**
 * The value of a JSON or YAML file. Undefined where there is anything to say of the file: it cannot be read or parsed, holds
 * what JSON has no form for, or names places by anchors. Whoever tells people about it reads it again, keeping positions.
 */
export async function readValue(file: string): Promise<unknown> {
  try {
    const body = (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
    if (body.includes("$anchor")) return undefined;
    return (/^\s*[{[]/.test(body) ? parseJSON(body) : undefined) ?? parseYAML(body.replaceAll("\r\n", "\n"));
  } catch {
    return undefined;
  }
}

function parseJSON(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // It may be a YAML flow mapping.
    return undefined;
  }
}

function parseYAML(body: string): unknown {
  const { value, odd } = toJson(load(body, { schema: SCHEMA }));
  return odd.length === 0 ? value : undefined;
}
