// Path templates (OpenAPI 3.1, section 4.8.8.2): what stands between slashes, and which braces name parameters.

/** One segment of a path: a fixed text, or one with parameters in it. */
export interface PathSegment {
  readonly text: string;
  /** Names of the parameters in it, in order: none for a fixed segment, usually one. */
  readonly parameters: readonly string[];
}

/** The segments of a template; empty ones (a doubled or trailing slash) are left out. */
export function pathSegments(path: string): PathSegment[] {
  return path
    .split("/")
    .filter((text) => text !== "")
    .map((text) => ({
      text,
      parameters: [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ""),
    }));
}

/** Names of a template's parameters, in order, each once. */
export function pathParameters(path: string): string[] {
  return [...new Set(pathSegments(path).flatMap((segment) => segment.parameters))];
}

/** The template without the names of its parameters: two templates of one shape match the same URLs. */
export function pathShape(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, "{}");
}
