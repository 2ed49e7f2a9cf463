// What can be wrong with a request, apart from how the document would have it answered.

/** Which fault it is; each has its status by RFC 9110, and the document may prefer another. */
export type FaultKind =
  | "malformed"
  | "invalid-parameter"
  | "invalid-body"
  | "malformed-cursor"
  | "unauthenticated"
  | "insufficient-scope"
  | "other-tenant"
  | "not-found"
  | "method-not-allowed"
  | "not-acceptable"
  | "conflict"
  | "payload-too-large"
  | "unsupported-media-type"
  | "unavailable"
  | "internal";

export interface Fault {
  readonly kind: FaultKind;
  /** For people: what failed, where, what was found. */
  readonly sentence: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that the document declares for this very fault, the preferred one first. */
  readonly declared?: readonly string[];
}

/** Statuses that fit, the best first; the first is taken where the document has none of them. */
export const FITTING_STATUSES: Readonly<Record<FaultKind, readonly string[]>> = {
  malformed: ["400", "422"],
  "invalid-parameter": ["400", "422"],
  "invalid-body": ["422", "400"],
  "malformed-cursor": ["400", "422", "404", "410"],
  unauthenticated: ["401"],
  "insufficient-scope": ["403"],
  "other-tenant": ["403", "404"],
  "not-found": ["404", "410"],
  "method-not-allowed": ["405"],
  "not-acceptable": ["406"],
  conflict: ["409"],
  "payload-too-large": ["413"],
  "unsupported-media-type": ["415"],
  unavailable: ["503"],
  internal: ["500"],
};

/** Status by RFC 9110 where the document says nothing. */
export const STANDARD_STATUS: Readonly<Record<FaultKind, number>> = {
  malformed: 400,
  "invalid-parameter": 400,
  "invalid-body": 400,
  "malformed-cursor": 400,
  unauthenticated: 401,
  "insufficient-scope": 403,
  "other-tenant": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "not-acceptable": 406,
  conflict: 409,
  "payload-too-large": 413,
  "unsupported-media-type": 415,
  unavailable: 503,
  internal: 500,
};

export function fault(kind: FaultKind, sentence: string, more: Omit<Fault, "kind" | "sentence"> = {}): Fault {
  return { kind, sentence, ...more };
}
