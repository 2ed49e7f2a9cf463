// The document's paths as Hono routes: one a path, since which methods it takes is the path's own affair.
import type { Operation } from "@specloom/api-model";
import { templateParameters, templateShape } from "../plan/path-template.ts";

export interface Route {
  /** In Hono's notation, with parameters called `p0`, `p1` and so on, one a segment that holds any. */
  readonly pattern: string;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Values of the template's parameters, in its order. */
  readonly readParameters: (segment: (name: string) => string) => readonly string[];
}

/** Concrete paths before templated ones (OpenAPI 3.1, 4.8.8.2). */
export function createRoutes(operations: readonly Operation[]): readonly Route[] {
  const shapes = new Map<string, Map<string, Operation>>();
  for (const operation of operations) {
    const shape = templateShape(operation.path);
    const methods = shapes.get(shape) ?? new Map<string, Operation>();
    shapes.set(shape, methods);
    if (!methods.has(operation.method)) methods.set(operation.method, operation);
  }
  return [...shapes]
    .toSorted(([first], [second]) => compareShapes(first, second))
    .map(([shape, methods]) => toRoute(shape, methods));
}

function compareShapes(first: string, second: string): number {
  const left = first.split("/");
  const right = second.split("/");
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = looseness(left[index] ?? "") - looseness(right[index] ?? "");
    if (difference !== 0) return difference;
  }
  return 0;
}

function looseness(segment: string): number {
  if (segment === "{}") return 2;
  return segment.includes("{}") ? 1 : 0;
}

interface Segment {
  readonly pattern: string;
  /** Takes the segment's parameters out of its text; absent where it has none. */
  readonly read?: (text: string) => readonly string[];
}

function toRoute(shape: string, operations: ReadonlyMap<string, Operation>): Route {
  const segments = shape.split("/").map(toSegment);
  const readers = segments.flatMap(({ read }, index) =>
    read === undefined ? [] : [{ name: `p${index}`, read }],
  );
  return {
    pattern: segments.map(({ pattern }) => pattern).join("/"),
    operations,
    readParameters: (segment) => readers.flatMap(({ name, read }) => read(segment(name))),
  };
}

function toSegment(segment: string, index: number): Segment {
  if (segment === "{}") return { pattern: `:p${index}`, read: (text) => [text] };
  const literals = segment.split("{}").map(decodeLiteral);
  const isPlain = literals.length === 1 && /^[\w.~!$&'(),;=@-]*$/.test(segment);
  if (isPlain) return { pattern: segment };
  const escaped = literals.map((literal) => literal.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const capture = new RegExp(`^${escaped.join("(.+?)")}$`, "su");
  return {
    pattern: `:p${index}{${escaped.join("[^/]+")}}`,
    read: (text) => capture.exec(text)?.slice(1) ?? [],
  };
}

/** Requests are matched decoded, so literals are too. */
function decodeLiteral(literal: string): string {
  try {
    return decodeURIComponent(literal);
  } catch {
    return literal;
  }
}

/** Methods that a path takes, for `Allow`; a path that takes GET takes HEAD. */
export function allowedMethods({ operations }: Route): string {
  const methods = new Set(
    [...operations.keys()].flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])),
  );
  return [...methods].join(", ");
}

/** Common base path of the document's servers, which calls may carry or not; empty where a path of the document begins like it. */
export function basePathOf(servers: readonly string[], operations: readonly Operation[]): string {
  const [server] = servers;
  if (server === undefined || !URL.canParse(server, "http://mock.invalid")) return "";
  const base = new URL(server, "http://mock.invalid").pathname.replace(/\/+$/, "");
  const isPlain = base !== "" && templateParameters(decodeURI(base)).length === 0;
  return isPlain && !operations.some(({ path }) => path.startsWith(`${base}/`)) ? base : "";
}
