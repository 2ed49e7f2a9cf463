// Finds the document's path that a request's path falls under, segment by segment, and the values of its parameters.
import type { Operation, Parameter } from "@specloom/api-model";
import { templateParameters, templateShape } from "../plan/path-template.ts";
import { decodePercents } from "../request/decode-percents.ts";
import { foldSchema, type Schemas } from "../schema/schema-view.ts";

/** One path of the document; which methods it takes is its own affair. */
export interface Route {
  readonly operations: Map<string, Operation>;
}

export interface RouteMatch {
  readonly route: Route;
  /** Values of the template's parameters, in its order, decoded. */
  readonly pathTexts: readonly string[];
}

/** A place between two slashes and all that may follow it. */
interface Place {
  readonly literals: Map<string, Place>;
  /** Segments that hold text and parameters: `{id}.json`. */
  readonly mixed: Map<string, { readonly patterns: readonly RegExp[]; readonly place: Place }>;
  whole?: Place;
  route?: Route;
}

/** @param method a path that takes it goes before those that do not */
export type FindRoute = (path: string, method: string) => RouteMatch | undefined;

/** Concrete paths before templated ones (OpenAPI 3.1, 4.8.8.2). */
export function createRoutes(operations: readonly Operation[], schemas: Schemas): FindRoute {
  const root = createPlace();
  for (const operation of operations) {
    const listed = listedTexts(operation.parameters.path, schemas);
    // OpenAPI allows neither query nor fragment in a path, and documents have some.
    const segments = operation.path.replace(/[?#].*$/s, "").split("/");
    const place = segments.reduce((at, segment) => stepInto(at, segment, listed), root);
    place.route ??= { operations: new Map() };
    const methods = place.route.operations;
    if (!methods.has(operation.method)) methods.set(operation.method, operation);
  }
  return (path, method) => {
    const written = path.split("/");
    const segments = path.includes("%") ? written.map(decodePercents) : written;
    const wanted = method === "HEAD" ? ["HEAD", "GET"] : [method];
    const takes = ({ operations: methods }: Route): boolean => wanted.some((one) => methods.has(one));
    return match(root, { segments, accepts: takes }, 0) ?? match(root, { segments, accepts: () => true }, 0);
  };
}

function createPlace(): Place {
  return { literals: new Map(), mixed: new Map() };
}

function stepInto(place: Place, template: string, listed: ListedTexts): Place {
  const segment = templateShape(template);
  if (segment === "{}") return (place.whole ??= createPlace());
  if (!segment.includes("{}")) {
    const literal = decodePercents(segment);
    const next = place.literals.get(literal) ?? createPlace();
    place.literals.set(literal, next);
    return next;
  }
  const known = place.mixed.get(segment) ?? {
    patterns: patternsOf(template, segment, listed),
    place: createPlace(),
  };
  place.mixed.set(segment, known);
  return known.place;
}

/** Texts that a path parameter may have, by its name, where its schema lists them. */
type ListedTexts = ReadonlyMap<string, readonly string[]>;

function listedTexts(parameters: readonly Parameter[], schemas: Schemas): ListedTexts {
  return new Map(
    parameters.flatMap(({ name, schema }) => {
      const values = foldSchema(schemas, schemas[schema])["enum"];
      return Array.isArray(values) ? [[name, values.map(String)] as const] : [];
    }),
  );
}

/**
 * Requests are matched decoded, so literals are too. Nothing parts two parameters that touch (`{page}{extension}`) but the texts
 * that one of them may have.
 */
function patternsOf(template: string, segment: string, listed: ListedTexts): readonly RegExp[] {
  const literals = segment.split("{}").map((literal) => escapePattern(decodePercents(literal)));
  const compile = (groups: readonly string[]): RegExp =>
    new RegExp(`^${literals.map((literal, index) => literal + (groups[index] ?? "")).join("")}$`, "su");
  const names = templateParameters(template);
  const loose = compile(names.map(() => "(.+?)"));
  if (!segment.includes("{}{}")) return [loose];
  const groups = names.map((name) => listed.get(name)?.map(escapePattern).join("|") ?? ".+?");
  return [compile(groups.map((group) => `(${group})`)), loose];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

interface Search {
  readonly segments: readonly string[];
  readonly accepts: (route: Route) => boolean;
}

function match(place: Place, search: Search, index: number): RouteMatch | undefined {
  const segment = search.segments[index];
  if (segment === undefined)
    return place.route !== undefined && search.accepts(place.route)
      ? { route: place.route, pathTexts: [] }
      : undefined;
  const literal = place.literals.get(segment);
  const found = literal === undefined ? undefined : match(literal, search, index + 1);
  if (found !== undefined || segment === "") return found;
  for (const { patterns, place: next } of place.mixed.values()) {
    const texts = firstMatch(patterns, segment);
    const below = texts === undefined ? undefined : match(next, search, index + 1);
    if (texts !== undefined && below !== undefined) return withTexts(texts, below);
  }
  const below = place.whole === undefined ? undefined : match(place.whole, search, index + 1);
  return below === undefined ? undefined : withTexts([segment], below);
}

function firstMatch(patterns: readonly RegExp[], segment: string): readonly string[] | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(segment);
    if (found !== null) return found.slice(1);
  }
  return undefined;
}

function withTexts(texts: readonly string[], { route, pathTexts }: RouteMatch): RouteMatch {
  return { route, pathTexts: [...texts, ...pathTexts] };
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
  const isPlain = base !== "" && templateParameters(decodePercents(base)).length === 0;
  return isPlain && !operations.some(({ path }) => path.startsWith(`${base}/`)) ? base : "";
}
