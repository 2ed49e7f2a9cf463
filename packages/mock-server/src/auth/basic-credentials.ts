// Credentials of the Basic scheme (RFC 7617).

import type { IncomingRequest } from "../app/incoming-request.ts";

export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
}

/** What follows the scheme's name in an `Authorization` header; undefined where the header is of another scheme or there is none. */
export function authorizationOf(request: IncomingRequest, scheme: string): string | undefined {
  const header = request.headers.get("authorization");
  if (header === null || header.slice(0, scheme.length).toLowerCase() !== scheme) return undefined;
  const rest = header.slice(scheme.length);
  return rest.startsWith(" ") ? rest.trim() : undefined;
}

/** Undefined where there are none, or none that can be read. */
export function basicCredentials(request: IncomingRequest): BasicCredentials | undefined {
  const encoded = authorizationOf(request, "basic");
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 0 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
