// JSON.parse takes the last of two members of one name and says nothing (RFC 8259, section 4, leaves it open). Half of a
// document can be lost that way. YAML's parser refuses such a file by itself.
import type { Pointer } from "../model.ts";
import { isList, isObject } from "../json.ts";
import { joinPointer } from "../pointer.ts";

/** A name that stands twice in one object, where it stands for the second time. */
export interface DuplicateMember {
  readonly name: string;
  readonly pointer: Pointer;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * The duplicate names of a JSON text.
 *
 * @param members number of members that parsing it gave, if known: where as many names stand in the text, it is not read
 *   once more
 */
export function findDuplicateMembers(text: string, members?: number): readonly DuplicateMember[] {
  return countNames(text) === members ? [] : scan(text);
}

/** Members of all objects in a JSON value. */
export function countMembers(value: unknown): number {
  let count = 0;
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isList(next)) {
      for (const item of next) if (typeof item === "object" && item !== null) waiting.push(item);
    } else if (isObject(next)) {
      const inner = Object.values(next);
      count += inner.length;
      for (const item of inner) if (typeof item === "object" && item !== null) waiting.push(item);
    }
  }
  return count;
}

/** Ends of texts with a colon behind. A text that begins with a colon counts too, so there may be more than there are names. */
function countNames(text: string): number {
  if (text.includes('" :')) return text.match(/(?<!\\)"\s*:/g)?.length ?? 0;
  let count = 0;
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2))
    if (text[at - 1] !== "\\") count++;
  return count;
}

interface Holder {
  /** Names met so far; none in a list. */
  readonly names: Set<string> | undefined;
  /** Name or index of the value that is being read. */
  at: string | number;
}

/** A text with the colon that makes a name of it, or a sign of structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g;

function scan(text: string): readonly DuplicateMember[] {
  const found: DuplicateMember[] = [];
  const open: Holder[] = [];
  for (const { 0: token, 1: colon, index } of text.matchAll(TOKEN)) {
    const holder = open.at(-1);
    if (token === "{") open.push({ names: new Set(), at: "" });
    else if (token === "[") open.push({ names: undefined, at: 0 });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ",") {
      if (typeof holder?.at === "number") holder.at++;
    } else if (colon !== undefined && holder?.names !== undefined) {
      const name = JSON.parse(token.slice(0, -colon.length)) as string;
      holder.at = name;
      if (holder.names.has(name)) {
        const line = text.slice(0, index).split("\n").length;
        found.push({ name, pointer: joinPointer("#", ...open.map(({ at }) => at)), line });
      }
      holder.names.add(name);
    }
  }
  return found;
}
