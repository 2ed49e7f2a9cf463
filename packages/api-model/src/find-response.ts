import type { Content, DocumentedResponse, Operation } from "./model.ts";
import { isJsonMediaType } from "./media-type.ts";

/** True where a documented status (`404`, `4XX`, `default`) covers the one that came. */
export function statusMatches(pattern: string, status: number): boolean {
  if (pattern === "default") return true;
  return /^[1-5]XX$/i.test(pattern)
    ? Number(pattern[0]) === Math.floor(status / 100)
    : pattern === String(status);
}

/** The response that documents a status: the exact one, else its class (`4XX`), else `default`. */
export function findResponse(
  operation: { readonly responses: readonly DocumentedResponse[] },
  status: number,
): DocumentedResponse | undefined {
  const matching = operation.responses.filter((response) => statusMatches(response.status, status));
  return matching.toSorted((left, right) => precision(right.status) - precision(left.status))[0];
}

function precision(pattern: string): number {
  return pattern === "default" ? 0 : /XX$/i.test(pattern) ? 1 : 2;
}

/**
 * The answer of a call that went well: the first 2xx that has a body, else the first 2xx, else `default`; undefined
 * where the document has none of them.
 */
export function findSuccess(operation: Pick<Operation, "responses">): DocumentedResponse | undefined {
  const good = operation.responses.filter((response) => response.status.startsWith("2"));
  return (
    good.find((response) => response.content.length > 0) ??
    good[0] ??
    operation.responses.find((response) => response.status === "default")
  );
}

/** The JSON entry of a `content` list; undefined where there is none. */
export function findJsonContent(content: readonly Content[] | undefined): Content | undefined {
  return content?.find((entry) => isJsonMediaType(entry.mediaType));
}
