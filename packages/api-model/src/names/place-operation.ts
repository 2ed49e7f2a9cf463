// Where an operation belongs by its path alone: a node of the resource tree, a verb, a method there. Locks, overrides and
// clashes come later.
import type { Verb } from "../model.ts";
import { pathSegments, pathShape, type PathSegment } from "../read/path-template.ts";
import type { RawOperation } from "../read/read-operations.ts";
import { camelCase } from "./words.ts";

/** An operation's place by the naming rule. */
export interface Placement {
  /** Names from the root, before reserved names and clashes are seen to. */
  readonly chain: readonly string[];
  readonly method: string;
  readonly verb: Verb;
}

/** What the rule needs to know of the other paths. */
export interface PathIndex {
  /** Methods by path shape. */
  readonly methods: ReadonlyMap<string, ReadonlySet<string>>;
  /** Shapes that have a path below them. */
  readonly parents: ReadonlySet<string>;
}

export function indexPaths(operations: readonly RawOperation[]): PathIndex {
  const methods = new Map<string, Set<string>>();
  const parents = new Set<string>();
  for (const { path, method } of operations) {
    const shape = pathShape(path);
    const known = methods.get(shape) ?? new Set();
    methods.set(shape, known.add(method));
    for (let end = shape.lastIndexOf("/"); end > 0; end = shape.lastIndexOf("/", end - 1))
      parents.add(shape.slice(0, end));
  }
  return { methods, parents };
}

/** Node of an operation whose path has no fixed segment. */
const ROOT_NODE = "root";
const ITEM_VERBS: { readonly [method: string]: Verb } = {
  GET: "retrieve",
  PATCH: "update",
  PUT: "replace",
  DELETE: "delete",
};

export interface PlacementContext {
  readonly index: PathIndex;
  readonly dropPathPrefix: string | undefined;
  /** True where the successful answer is a list. */
  readonly answersList: boolean;
}

export function placeOperation(operation: RawOperation, context: PlacementContext): Placement {
  const segments = pathSegments(withoutPrefix(operation.path, context.dropPathPrefix));
  const last = segments.at(-1);
  const chain = segments.filter(isFixed).map((segment) => camelCase(segment.text));
  const placed = { chain: chain.length === 0 ? [ROOT_NODE] : chain };
  const declared = operation.declaredVerb;
  if (declared !== undefined && declared !== "action") return { ...placed, method: declared, verb: declared };
  if (last !== undefined && (declared === "action" || isAction(operation, segments, context.index))) {
    if (isFixed(last) && chain.length > 1)
      return { chain: chain.slice(0, -1), method: camelCase(last.text), verb: "action" };
    return { ...placed, method: methodName(operation), verb: "action" };
  }
  const verb = verbOf(operation, last, context);
  return { ...placed, method: verb ?? methodName(operation), verb: verb ?? "action" };
}

/** `get`, or of a method that only its document knows (`M-SEARCH`) its words. */
function methodName({ method }: RawOperation): string {
  return camelCase(method.toLowerCase()) || "call";
}

function isFixed(segment: PathSegment): boolean {
  return segment.parameters.length === 0;
}

function withoutPrefix(path: string, prefix: string | undefined): string {
  return prefix !== undefined && (path === prefix || path.startsWith(`${prefix}/`))
    ? path.slice(prefix.length)
    : path;
}

/** A fixed last segment below an item, with nothing but a POST on it and no path below it. */
function isAction(operation: RawOperation, segments: readonly PathSegment[], index: PathIndex): boolean {
  const [last, before] = [segments.at(-1), segments.at(-2)];
  if (operation.method !== "POST" || last === undefined || before === undefined) return false;
  const shape = pathShape(operation.path);
  return (
    isFixed(last) && !isFixed(before) && index.methods.get(shape)?.size === 1 && !index.parents.has(shape)
  );
}

function verbOf(
  operation: RawOperation,
  last: PathSegment | undefined,
  context: PlacementContext,
): Verb | undefined {
  const onItem = last !== undefined && !isFixed(last);
  if (onItem) return ITEM_VERBS[operation.method];
  if (operation.method === "GET") return context.answersList ? "list" : "retrieve";
  if (operation.method === "POST") return "create";
  // What has no items below it and no list is one thing: its PATCH, PUT and DELETE are those of an item.
  const shape = pathShape(operation.path);
  const isCollection = context.index.methods.has(`${shape}/{}`);
  return isCollection ? undefined : ITEM_VERBS[operation.method];
}
