// Additions to JSON and YAML texts that people wrote: what stands there keeps its bytes, comments and order included.
// JSON is YAML, so one parser tells for both where everything stands. The only file that knows the package `yaml`.
import { isDeepStrictEqual } from "node:util";

import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

import { UsageError } from "../usage-error.ts";

/** Where in a text something is added: names of members from the root. */
type Path = readonly string[];

/** The data of a text of JSON or YAML. @throws UsageError where it does not parse */
export function parseText(text: string, file: string): unknown {
  const [error] = parseDocument(text).errors;
  if (error === undefined) return parseDocument(text).toJS();
  const [sentence = ""] = error.message.split("\n", 1);
  throw new UsageError(
    `${file} does not parse: ${sentence.replace(/:$/, "")}. Mend it, then run this again.`,
    {
      showsUsage: false,
    },
  );
}

/** Adds values to the end of a list, which is made where it is not there. */
export function addItems(text: string, path: Path, items: readonly unknown[]): string {
  return items.reduce<string>((current, item) => {
    const list = nodeAt(current, path);
    if (isSeq(list)) return insertItem(current, list, item);
    return addMembers(current, path.slice(0, -1), { [path.at(-1) ?? ""]: [item] });
  }, text);
}

/** Adds members to an object, which is made where it is not there; those that are there stay as they are. */
export function addMembers(text: string, path: Path, members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members).reduce((current, [key, value]) => {
    const object = nodeAt(current, path);
    const [name] = path.slice(-1);
    if (!isMap(object) && name !== undefined)
      return addMembers(current, path.slice(0, -1), { [name]: { [key]: value } });
    if (isMap(object) && object.flow === true)
      return object.has(key)
        ? current
        : insertMember(current, object, { key, value, sorted: path[0] === "devDependencies" });
    if (nodeAt(current, [...path, key]) !== undefined) return current;
    return appendBlock(current, { key, value });
  }, text);
}

/** Gives the text back if it says what is expected. @throws UsageError where an addition met a form that it cannot handle */
export function assertHolds(text: string, expected: unknown, file: string): string {
  const document = parseDocument(text);
  if (document.errors.length === 0 && isDeepStrictEqual(document.toJS(), expected)) return text;
  throw new UsageError(
    `${file} is written in a form that cannot be added to without changing more of it. Write its lists one entry a line.`,
    { showsUsage: false },
  );
}

interface Member {
  readonly key: string;
  readonly value: unknown;
  /** Among its neighbours by name, where these are sorted. */
  readonly sorted?: boolean;
}

function nodeAt(text: string, path: Path): Node | undefined {
  const { contents } = parseDocument(text);
  if (path.length === 0) return contents ?? undefined;
  const node: unknown = isMap(contents) ? contents.getIn(path, true) : undefined;
  return isNode(node) && !(isScalar(node) && node.value === null) ? node : undefined;
}

function insertItem(text: string, list: YAMLSeq, item: unknown): string {
  if (list.flow === true || list.items.length === 0) {
    return insertIntoFlow(
      text,
      { container: list, ranges: list.items.map(rangeOf), after: list.items.length - 1 },
      JSON.stringify(item),
    );
  }
  // A list in block style: a line like that of its last item, below it.
  const [start, end] = rangeOf(list.items.at(-1));
  const dash = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const lineEnd = text.indexOf("\n", end);
  const at = lineEnd === -1 ? text.length : lineEnd - (text[lineEnd - 1] === "\r" ? 1 : 0);
  return `${text.slice(0, at)}${endOfLine(text)}${dash}${JSON.stringify(item)}${text.slice(at)}`;
}

function insertMember(text: string, object: YAMLMap, { key, value, sorted = false }: Member): string {
  const keys = object.items.map(({ key: name }) => String(name));
  const inOrder = sorted && keys.every((name, index) => index === 0 || (keys[index - 1] ?? "") < name);
  const after = inOrder && keys.length > 1 ? keys.findLastIndex((name) => name < key) : keys.length - 1;
  const entry = (indent: string): string => {
    const lines = JSON.stringify(value, undefined, unitOf(text)).split("\n");
    return `${JSON.stringify(key)}: ${lines.join(endOfLine(text) + indent)}`;
  };
  return insertIntoFlow(text, { container: object, ranges: object.items.map(rangeOf), after }, entry);
}

interface FlowPlace {
  readonly container: YAMLMap | YAMLSeq;
  readonly ranges: readonly (readonly [number, number])[];
  /** Index of the entry after which the new one comes; -1 for the first place. */
  readonly after: number;
}

/** Adds an entry in the manner of its neighbours: on a line of its own where they have one, else beside them. */
function insertIntoFlow(
  text: string,
  { container, ranges, after }: FlowPlace,
  entry: string | ((indent: string) => string),
): string {
  const print = (indent: string): string => (typeof entry === "string" ? entry : entry(indent));
  const [open = 0, close = 0] = container.range ?? [];
  const [first] = ranges;
  if (first === undefined) {
    const outer = indentAt(text, open);
    const inner = outer + unitOf(text);
    const [line, brackets] = [endOfLine(text), [text[open] ?? "", text[close - 1] ?? ""]];
    const filled = `${brackets[0]}${line}${inner}${print(inner)}${line}${outer}${brackets[1]}`;
    return text.slice(0, open) + filled + text.slice(close);
  }
  const indent = indentAt(text, first[0]);
  const separator = text.slice(open, first[0]).includes("\n") ? endOfLine(text) + indent : " ";
  const place = ranges[after];
  if (place === undefined)
    return `${text.slice(0, first[0])}${print(indent)},${separator}${text.slice(first[0])}`;
  return `${text.slice(0, place[1])},${separator}${print(indent)}${text.slice(place[1])}`;
}

/** Adds a member in block style to the end of a YAML text. */
function appendBlock(text: string, { key, value }: Member): string {
  const line = endOfLine(text);
  const body = Array.isArray(value)
    ? value.map((item) => `  - ${JSON.stringify(item)}`)
    : Object.entries(value as object).map(([name, inner]) => `  ${name}: ${JSON.stringify(inner)}`);
  const before = text === "" || text.endsWith("\n") ? text : text + line;
  // `packages:` without a value stands there already and only lacks its lines.
  const bare = new RegExp(`^${key}:[ \\t]*$`, "m");
  if (bare.test(before)) return before.replace(bare, [`${key}:`, ...body].join(line));
  return before + [`${key}:`, ...body, ""].join(line);
}

function rangeOf(entry: unknown): readonly [number, number] {
  const { key, value } = entry as Pair<Node, Node>;
  const from = isNode(entry) ? entry : key;
  const to = isNode(entry) ? entry : (value ?? key);
  return [from.range?.[0] ?? 0, to.range?.[1] ?? 0];
}

function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** White space at the beginning of the line on which a place stands. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))?.[0] ?? "";
}

/** One step of indentation, as the text has it. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}
