/**
 * Names that mean something on every object or on the client itself: a resource or method of that name would be called
 * by accident (`then` by `await`), hide a member, or reach the prototype.
 */
const ON_EVERY_NODE = new Set([
  "then",
  "constructor",
  "prototype",
  "__proto__",
  "toString",
  "toJSON",
  "valueOf",
]);
const ON_THE_CLIENT = new Set(["paths", "baseUrl", "withOptions", "request", "options", "use", "eject"]);

/** Types that printed declarations use without importing them; a type of that name would hide theirs. */
const TYPES = new Set([
  "Array",
  "AsyncIterable",
  "Blob",
  "Boolean",
  "Date",
  "Exclude",
  "Extract",
  "File",
  "FormData",
  "Function",
  "Map",
  "NonNullable",
  "Number",
  "Object",
  "Omit",
  "Partial",
  "Pick",
  "Promise",
  "ReadableStream",
  "Readonly",
  "ReadonlyArray",
  "Record",
  "Required",
  "Set",
  "String",
  "Symbol",
  "Uint8Array",
]);

/** Words that cannot name an argument (ECMA-262, section 12.7.2, strict mode), and the names of its neighbours. */
const ARGUMENTS = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static super switch " +
    "this throw true try typeof undefined var void while with yield params options"
  ).split(" "),
);

/** True where a resource or method of that name, on that node (the root is the empty path), is reserved. */
export function isReservedMember(name: string, node: readonly string[]): boolean {
  return ON_EVERY_NODE.has(name) || (node.length === 0 && ON_THE_CLIENT.has(name));
}

export function isReservedType(name: string): boolean {
  return TYPES.has(name);
}

export function isReservedArgument(name: string): boolean {
  return ARGUMENTS.has(name) || ON_EVERY_NODE.has(name);
}
