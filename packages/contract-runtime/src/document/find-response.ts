import type { Content, DocumentedResponse, Operation } from "@specloom/api-model";

/** The response of the document that speaks for a status: the exact one, else its range (`4XX`), else `default`. */
export function findResponse(operation: Operation, status: number): DocumentedResponse | undefined {
  const named = (key: string) =>
    operation.responses.find((response) => response.status.toUpperCase() === key);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named("DEFAULT");
}

/** The content whose media type, or range of them, covers that of an answer; the most exact one wins. */
export function findContent(contents: readonly Content[], mediaType: string): Content | undefined {
  const wanted = essence(mediaType);
  const [type] = wanted.split("/");
  const named = (range: string) => contents.find((content) => essence(content.mediaType) === range);
  return named(wanted) ?? named(`${type}/*`) ?? named("*/*");
}

/** Media type without its parameters, in lower case: `application/json`. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** True for `application/json` and for every type with a `+json` suffix (RFC 6839). */
export function isJsonType(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === "application/json" || type.endsWith("+json");
}
