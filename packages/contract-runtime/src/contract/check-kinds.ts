// The published list of checks: code, title, and the licence where it does not depend on the document. Codes are stable:
// reports and `--only` patterns name them.
import type { Licence } from "./check.ts";

/** Stable code of a kind of check. */
export type CheckCode =
  | "no-server-error"
  | "status-documented"
  | "media-type"
  | "response-headers"
  | "response-body"
  | "accepted"
  | "rejects-missing"
  | "rejects-wrong-type"
  | "rejects-unlisted"
  | "rejects-out-of-bounds"
  | "rejects-unreadable"
  | "rejected-without-effect"
  | "creation-echoes"
  | "read-equals-created"
  | "two-reads-equal"
  | "ids-differ"
  | "list-holds-created"
  | "list-item-equals-read"
  | "page-within-limit"
  | "list-ends"
  | "update-applied"
  | "update-keeps-unsent"
  | "update-then-read"
  | "managed-fixed"
  | "neighbour-unharmed"
  | "deleted-is-gone"
  | "deleted-not-listed"
  | "second-delete-harmless"
  | "secret-shown-once"
  | "secrets-differ"
  | "no-credentials"
  | "bad-credentials"
  | "challenge"
  | "other-tenant";

/** One row of the list. */
export interface CheckKind {
  readonly title: string;
  /** `stated` and `declared` licences take the pointer of what states them; these name their source at once. */
  readonly licence: Licence | "stated" | "declared";
}

const standard = (source: string): Licence => ({ kind: "standard", source });
const convention = (source: string): Licence => ({ kind: "convention", source });

/** Every kind of check, by its stable code. */
export const checkKinds: { readonly [code in CheckCode]: CheckKind } = {
  "no-server-error": { title: "answers without a 5xx", licence: standard("RFC 9110, section 15.6") },
  "status-documented": { title: "answers with a documented status", licence: "stated" },
  "media-type": { title: "answers with a documented media type", licence: "stated" },
  "response-headers": { title: "sends the documented headers", licence: "stated" },
  "response-body": { title: "answers with a body of the documented schema", licence: "stated" },
  accepted: { title: "accepts a valid request", licence: "stated" },
  "rejects-missing": { title: "refuses a request that lacks something required", licence: "stated" },
  "rejects-wrong-type": { title: "refuses a value of another type", licence: "stated" },
  "rejects-unlisted": { title: "refuses a value or member that is not listed", licence: "stated" },
  "rejects-out-of-bounds": { title: "refuses a value beyond a bound", licence: "stated" },
  "rejects-unreadable": { title: "refuses a body that is not of the documented type", licence: "stated" },
  "rejected-without-effect": {
    title: "changes nothing when it refuses",
    licence: convention("a rejected write leaves nothing"),
  },

  "creation-echoes": { title: "answers with what was sent", licence: convention("creation echoes") },
  "read-equals-created": { title: "reads what was created", licence: convention("read equals created") },
  "two-reads-equal": { title: "reads the same twice", licence: convention("two reads are equal") },
  "ids-differ": { title: "gives each thing an id of its own", licence: convention("ids differ") },
  "list-holds-created": { title: "lists what was created", licence: convention("list holds the created") },
  "list-item-equals-read": {
    title: "lists items as they are read",
    licence: convention("list item equals read"),
  },
  "page-within-limit": { title: "keeps each page within the limit", licence: "stated" },
  "list-ends": { title: "never gives the same cursor twice in one walk", licence: convention("a walk ends") },
  "update-applied": { title: "applies what was sent", licence: convention("update is applied") },
  "update-keeps-unsent": {
    title: "keeps what was not sent",
    licence: convention("members not sent are kept"),
  },
  "update-then-read": { title: "reads what the update answered", licence: convention("update equals read") },
  "managed-fixed": { title: "keeps what is set at creation", licence: "declared" },
  "neighbour-unharmed": {
    title: "leaves the neighbour alone",
    licence: convention("neighbours are unharmed"),
  },
  "deleted-is-gone": {
    title: "answers 404 or 410 for what was deleted",
    licence: standard("RFC 9110, section 15.5.5"),
  },
  "deleted-not-listed": {
    title: "lists no more what was deleted",
    licence: convention("list lacks the deleted"),
  },
  "second-delete-harmless": {
    title: "takes a second delete without harm",
    licence: standard("RFC 9110, section 9.2.2"),
  },
  "secret-shown-once": { title: "shows a secret only at creation", licence: "declared" },
  "secrets-differ": { title: "gives each thing a secret of its own", licence: "declared" },

  "no-credentials": {
    title: "answers 401 without credentials",
    licence: standard("RFC 9110, section 15.5.2"),
  },
  "bad-credentials": {
    title: "answers 401 to credentials that nobody gave",
    licence: standard("RFC 9110, section 15.5.2"),
  },
  challenge: { title: "names the scheme in a 401", licence: standard("RFC 9110, section 11.6.1") },
  "other-tenant": { title: "turns another tenant away", licence: "declared" },
};

/** Codes that are judged on each answer of each scenario. */
export const conformanceCodes: readonly CheckCode[] = [
  "no-server-error",
  "status-documented",
  "media-type",
  "response-headers",
  "response-body",
];
