import type { Json, Parameter, Pointer } from "@specloom/api-model";
import type { CheckCode } from "../contract/check-kinds.ts";

/** What a case is sent for: to be accepted, to be refused for one reason, or only to be answered in good order. */
export type CasePurpose = "accept" | "answer" | RejectionCode;

/** Codes of the checks that an invalid request is refused. */
export type RejectionCode = Extract<CheckCode, `rejects-${string}`>;

/** One change of an otherwise valid request. */
export interface CoverageCase {
  readonly purpose: CasePurpose;
  /** What is odd about it: `body /description`, `limit`. */
  readonly place: string;
  /** The keyword or object that speaks of it. */
  readonly pointer: Pointer;
  /** Set where one parameter is given another value; `undefined` leaves it out. */
  readonly parameter?: { readonly parameter: Parameter; readonly value: Json | undefined };
  /** Query parameters besides, which the document does not have. */
  readonly undeclared?: { readonly [name: string]: string };
  /** Set where the body is another. */
  readonly body?: CoverageBody;
}

/** A body as a value, as text that is no such value, or none at all. */
export type CoverageBody =
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "text"; readonly mediaType: string; readonly text: (valid: string) => string }
  | { readonly kind: "none" };
