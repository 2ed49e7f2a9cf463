// Cross-origin requests of browsers, for the one origin that was allowed (Fetch standard, CORS protocol).
import type { IncomingMessage } from "node:http";
import type { Answer } from "../app/exchange.ts";

/** Seconds for which a browser may remember what a preflight said. */
const MAXIMUM_AGE = 600;

/** Headers that every answer carries. */
export function crossOriginHeaders(origin: string): Readonly<Record<string, string>> {
  const vary = origin === "*" ? {} : { vary: "Origin" };
  return { "access-control-allow-origin": origin, "access-control-expose-headers": "*", ...vary };
}

/** The answer to a preflight; undefined for any other request. */
export function answerPreflight({ method, headers }: IncomingMessage): Answer | undefined {
  const wanted = headers["access-control-request-method"];
  if (method !== "OPTIONS" || headers.origin === undefined || wanted === undefined) return undefined;
  const asked = headers["access-control-request-headers"];
  return {
    status: 204,
    headers: {
      "access-control-allow-methods": wanted,
      ...(asked === undefined ? {} : { "access-control-allow-headers": asked }),
      "access-control-max-age": String(MAXIMUM_AGE),
    },
  };
}
