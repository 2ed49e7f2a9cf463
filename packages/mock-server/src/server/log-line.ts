import type { ApiModel } from "@specloom/api-model";

/** One request that was answered. */
export interface LoggedExchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** What was wrong, where the answer tells of a fault. */
  readonly fault?: string;
}

/** `POST /pets?limit=1 201 2.1 ms`, and what was wrong with it; keys in the query are kept out. */
export function logLine(
  { method, url, status, fault }: LoggedExchange,
  model: ApiModel,
  milliseconds: number,
): string {
  const path = withoutKeys(url.slice(url.indexOf("/", url.indexOf("//") + 2)), model);
  const line = `${method} ${printable(path)} ${status} ${milliseconds.toFixed(1)} ms`;
  return fault === undefined ? line : `${line}  ${printable(fault)}`;
}

function withoutKeys(path: string, { securitySchemes }: ApiModel): string {
  const keys = securitySchemes.flatMap((scheme) =>
    scheme.kind === "apiKey" && scheme.in === "query" ? [scheme.parameter] : [],
  );
  return keys.reduce((text, key) => {
    const start = [`?${key}=`, `&${key}=`].map((one) => text.indexOf(one)).find((index) => index >= 0);
    if (start === undefined) return text;
    const value = start + key.length + 2;
    const end = text.indexOf("&", value);
    return `${text.slice(0, value)}***${end < 0 ? "" : text.slice(end)}`;
  }, path);
}

/** A request must write no control characters, and none that turn the reading direction, to somebody's terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "?").slice(0, 500);
}
