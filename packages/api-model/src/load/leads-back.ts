import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** A file that is a `$ref` to another file and nothing else, in YAML or JSON. */
const ALIAS = /^\s*\{?\s*["']?\$ref["']?\s*:\s*["']?([^"'#\s}]+)["']?\s*\}?\s*$/;
/** Characters of a file that can be one. */
const LONGEST = 1000;

/**
 * True for a file that stands for another one, which stands for the next, until one stands for a file before it. The bundler
 * stops at such a circle, and the whole document with it.
 */
export async function leadsBack(file: string, body: string): Promise<boolean> {
  const seen = new Set([file]);
  let text = body;
  for (let at = file; ;) {
    const target = text.length > LONGEST ? undefined : ALIAS.exec(text)?.[1];
    if (target === undefined || /^https?:/i.test(target)) return false;
    at = resolve(dirname(at), target);
    if (seen.has(at)) return true;
    seen.add(at);
    try {
      text = await readFile(at, "utf8");
    } catch {
      // What is not there is the bundler's to tell.
      return false;
    }
  }
}
