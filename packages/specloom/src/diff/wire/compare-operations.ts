import { proveOperation } from "../witness/prove-message.ts";
import { compareBodies } from "./compare-bodies.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareSecurity } from "./compare-security.ts";
import { compareServers } from "./compare-servers.ts";
import type { Flow } from "./found.ts";
import { readCallbacks, readOperations, readWebhooks, type WireOperation } from "./read-operations.ts";
import type { WireDiff } from "./wire-diff.ts";

/** Requests to the API: the base sends, the revision receives. */
const CALL: Flow = { direction: "request", isBaseSending: true };
const ANSWER: Flow = { direction: "response", isBaseSending: false };
/** Webhooks and callbacks: the API sends, and the base's readers receive. */
const NOTICE: Flow = { direction: "request", isBaseSending: false };
const NOTICE_ANSWER: Flow = { direction: "response", isBaseSending: true };

/** Compares every operation, webhook and callback of two documents. */
export function compareOperations(diff: WireDiff): void {
  const revised = byKey(readOperations(diff.revision));
  const known = byKey(readOperations(diff.base));
  for (const [key, base] of known) {
    const revision = revised.get(key);
    if (revision === undefined) {
      addRemoved(diff, base);
      continue;
    }
    compareCall(diff, base, revision);
    compareNotices(diff, readCallbacks(diff.base, base), readCallbacks(diff.revision, revision));
  }
  for (const [key, revision] of revised) {
    if (known.has(key)) continue;
    const why = `${revision.title} was added.`;
    diff.add({
      kind: "operation",
      operation: revision.title,
      revision: revision.pointer,
      verdict: "additive",
      why,
    });
  }
  compareNotices(diff, readWebhooks(diff.base), readWebhooks(diff.revision));
}

function byKey(operations: readonly WireOperation[]): Map<string, WireOperation> {
  return new Map(operations.map((operation) => [operation.key, operation]));
}

function addRemoved(diff: WireDiff, base: WireOperation): void {
  diff.add({
    kind: "operation",
    operation: base.title,
    direction: "request",
    base: base.pointer,
    verdict: "breaking",
    why: `${base.title} was removed; calls to it fail.`,
    prove: proveOperation(diff, base),
  });
}

function compareCall(diff: WireDiff, base: WireOperation, revision: WireOperation): void {
  const call = { flow: CALL, sender: base, receiver: revision };
  compareSecurity(diff, call);
  compareServers(diff, call);
  if (isSame(diff, base, revision)) return;
  compareParameters(diff, call);
  compareBodies(diff, call);
  compareResponses(diff, { flow: ANSWER, sender: revision, receiver: base });
}

function isSame(diff: WireDiff, base: WireOperation, revision: WireOperation): boolean {
  return (
    base.path === revision.path &&
    diff.unchanged.isSame(base.value, revision.value) &&
    diff.unchanged.isSame(base.inherited, revision.inherited)
  );
}

function compareNotices(
  diff: WireDiff,
  bases: readonly WireOperation[],
  revisions: readonly WireOperation[],
): void {
  const revised = byKey(revisions);
  const known = byKey(bases);
  for (const [key, base] of known) {
    const revision = revised.get(key);
    if (revision === undefined) {
      const why = `${base.title} was removed; it is no longer sent.`;
      diff.add({ kind: "operation", operation: base.title, base: base.pointer, verdict: "none", why });
    } else if (!isSame(diff, base, revision)) {
      const notice = { flow: NOTICE, sender: revision, receiver: base };
      compareParameters(diff, notice);
      compareBodies(diff, notice);
      compareResponses(diff, { flow: NOTICE_ANSWER, sender: base, receiver: revision });
    }
  }
  for (const [key, revision] of revised) {
    if (known.has(key)) continue;
    const why = `${revision.title} was added; who does not ask for it does not get it.`;
    diff.add({
      kind: "operation",
      operation: revision.title,
      revision: revision.pointer,
      verdict: "additive",
      why,
    });
  }
}
