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
  | "error-status"
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
  | "creates-one"
  | "location-leads-there"
  | "list-holds-created"
  | "list-item-equals-read"
  | "page-within-limit"
  | "list-ends"
  | "walk-no-duplicates"
  | "walk-no-gaps"
  | "order-stable"
  | "more-told"
  | "cursors-given"
  | "previous-inverts-next"
  | "total-counts"
  | "pages-counted"
  | "malformed-cursor"
  | "filter-sound"
  | "expand-honoured"
  | "expand-only-on-request"
  | "update-applied"
  | "update-keeps-unsent"
  | "replace-drops-unsent"
  | "update-then-read"
  | "managed-fixed"
  | "managed-moves"
  | "neighbour-unharmed"
  | "deleted-is-gone"
  | "deleted-not-listed"
  | "second-delete-harmless"
  | "deleted-not-changed"
  | "child-under-other-parent"
  | "child-gone-with-parent"
  | "no-child-without-parent"
  | "secret-shown-once"
  | "secrets-differ"
  | "secret-works"
  | "token-answer"
  | "wrong-secret-refused"
  | "secret-stays"
  | "secret-dies"
  | "no-credentials"
  | "bad-credentials"
  | "malformed-credentials"
  | "wrong-scheme"
  | "scheme-in-any-case"
  | "expired-credentials"
  | "missing-scope"
  | "each-alternative"
  | "whole-requirement"
  | "challenge"
  | "other-tenant"
  | "other-tenant-own-path"
  | "method-not-allowed"
  | "head-like-get"
  | "unknown-path"
  | "history-kept";

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
  "error-status": {
    title: "tells the status of the answer in an error body",
    licence: convention("an error body tells its own status"),
  },
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
  "creates-one": { title: "creates one thing at a time", licence: convention("a creation makes one thing") },
  "location-leads-there": {
    title: "leads by Location to what was created",
    licence: standard("RFC 9110, section 15.3.2"),
  },
  "list-holds-created": { title: "lists what was created", licence: convention("list holds the created") },
  "list-item-equals-read": {
    title: "lists items as they are read",
    licence: convention("list item equals read"),
  },
  "page-within-limit": { title: "keeps each page within the limit", licence: "stated" },
  "list-ends": { title: "never gives the same cursor twice in one walk", licence: convention("a walk ends") },
  "walk-no-duplicates": {
    title: "shows each item once in one walk",
    licence: convention("a walk has no duplicates"),
  },
  "walk-no-gaps": {
    title: "shows every item in one walk, whatever the page size",
    licence: convention("a walk has no gaps"),
  },
  "order-stable": {
    title: "keeps order and number in each walk",
    licence: convention("the order is stable"),
  },
  "more-told": { title: "tells rightly whether there is more", licence: "declared" },
  "cursors-given": { title: "gives a cursor where there is more", licence: "declared" },
  "previous-inverts-next": {
    title: "leads back by the way that led there",
    licence: convention("before is the inverse of after"),
  },
  "total-counts": { title: "counts what the list holds", licence: "declared" },
  "pages-counted": { title: "counts the pages that the list has", licence: "declared" },
  "malformed-cursor": { title: "refuses a cursor that it never gave", licence: "declared" },
  "filter-sound": {
    title: "shows what a filter selects, and nothing else",
    licence: convention("a filter named like a member selects by it"),
  },
  "expand-honoured": { title: "shows on request what is shown on request", licence: "declared" },
  "expand-only-on-request": { title: "shows nothing unasked that is shown on request", licence: "declared" },
  "update-applied": { title: "applies what was sent", licence: convention("update is applied") },
  "update-keeps-unsent": {
    title: "keeps what was not sent",
    licence: convention("members not sent are kept"),
  },
  "replace-drops-unsent": {
    title: "keeps nothing that a replacement leaves out",
    licence: standard("RFC 9110, section 9.3.4"),
  },
  "update-then-read": { title: "reads what the update answered", licence: convention("update equals read") },
  "managed-fixed": { title: "keeps what is set at creation", licence: "declared" },
  "managed-moves": { title: "moves what moves with each update", licence: "declared" },
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
  "deleted-not-changed": {
    title: "changes nothing that was deleted",
    licence: standard("RFC 9110, section 15.5.5"),
  },
  "child-under-other-parent": {
    title: "finds a child under its own parent alone",
    licence: convention("a child under the wrong parent is 404"),
  },
  "child-gone-with-parent": {
    title: "ends children with their parent",
    licence: convention("children are gone with their parent"),
  },
  "no-child-without-parent": {
    title: "creates no child under a deleted parent",
    licence: standard("RFC 9110, section 15.5.5"),
  },
  "secret-shown-once": { title: "shows a secret only at creation", licence: "declared" },
  "secrets-differ": { title: "gives each thing a secret of its own", licence: "declared" },
  "secret-works": { title: "gives a token for a secret", licence: "declared" },
  "token-answer": { title: "answers a token as OAuth asks", licence: standard("RFC 6749, section 5.1") },
  "wrong-secret-refused": {
    title: "gives no token for a wrong secret",
    licence: standard("RFC 6749, section 5.2"),
  },
  "secret-stays": { title: "gives tokens for a secret while its thing stands", licence: "declared" },
  "secret-dies": { title: "gives no token for the secret of what was deleted", licence: "declared" },

  "no-credentials": {
    title: "answers 401 without credentials",
    licence: standard("RFC 9110, section 15.5.2"),
  },
  "bad-credentials": {
    title: "answers 401 to credentials that nobody gave",
    licence: standard("RFC 9110, section 15.5.2"),
  },
  "malformed-credentials": {
    title: "refuses a header that is no credential",
    licence: standard("RFC 9110, section 15.5.2"),
  },
  "wrong-scheme": {
    title: "answers 401 to a token under another scheme",
    licence: standard("RFC 9110, section 11.6.2"),
  },
  "scheme-in-any-case": {
    title: "takes a token whatever the case of its scheme's name",
    licence: standard("RFC 9110, section 11.1"),
  },
  "expired-credentials": {
    title: "answers 401 to credentials that are no longer good",
    licence: standard("RFC 9110, section 15.5.2"),
  },
  "missing-scope": {
    title: "refuses a token that lacks a scope",
    licence: standard("RFC 6750, section 3.1"),
  },
  "each-alternative": { title: "takes each kind of credentials that is enough alone", licence: "stated" },
  "whole-requirement": {
    title: "refuses a part of the credentials that are needed together",
    licence: "stated",
  },
  challenge: { title: "names the scheme in a 401", licence: standard("RFC 9110, section 11.6.1") },
  "other-tenant": { title: "turns another tenant away", licence: "declared" },
  "other-tenant-own-path": {
    title: "shows nothing of another tenant under a tenant's own path",
    licence: "declared",
  },
  "method-not-allowed": {
    title: "names the methods of a path in a 405",
    licence: standard("RFC 9110, section 15.5.6"),
  },
  "head-like-get": {
    title: "answers HEAD like GET, without a body",
    licence: standard("RFC 9110, section 9.3.2"),
  },
  "unknown-path": {
    title: "finds nothing at a path that it does not have",
    licence: standard("RFC 9110, section 15.5.5"),
  },
  "history-kept": {
    title: "answers any sequence of calls as the calls before it ask",
    licence: convention("a thing is as it was last written"),
  },
};

/** Codes that are judged on each answer of each scenario. */
export const conformanceCodes: readonly CheckCode[] = [
  "no-server-error",
  "status-documented",
  "media-type",
  "response-headers",
  "response-body",
];
