// The pure middle of `specloom diff`: two bundled documents in, changes with verdicts and witnesses out.
import { isObject, type Document, type Json } from "@specloom/api-model";

import { worse, type Change, type DocumentDiff, type Verdict, type Witness } from "./change.ts";
import { DocumentView } from "./document-view.ts";
import { sameJson } from "./same-json.ts";
import { compareOperations } from "./wire/compare-operations.ts";
import type { Found } from "./wire/found.ts";
import { WireDiff } from "./wire/wire-diff.ts";

/** Places of one change at which a witness is looked for before it is given up. */
const MOST_PROOFS = 6;

/**
 * Says what a revision of a document changes on the wire. A change is breaking only with a witness; one that may break, but for
 * which none is found, is `unknown`.
 */
export function diffDocuments(base: Document, revision: Document): DocumentDiff {
  const diff = new WireDiff(new DocumentView(base), new DocumentView(revision));
  compareOperations(diff);
  const changes = groupFound(diff.found).map(judge);
  const wire = changes.reduce<Verdict>((worst, change) => worse(worst, change.wire), "none");
  const differs = changes.length > 0 || !sameJson(withoutVersion(base), withoutVersion(revision));
  return { wire, changes, differs };
}

/** The version is what the comparison decides; it is no part of it. */
export function withoutVersion(document: Document): Json {
  const { info } = document;
  if (!isObject(info)) return document;
  const { version: _, ...rest } = info;
  return { ...document, info: rest };
}

/** The same change, met in several operations, as one. */
function groupFound(found: readonly Found[]): Found[][] {
  const groups = new Map<string, Found[]>();
  for (const item of found) {
    const { kind, direction, base, revision, verdict, why } = item;
    const key = JSON.stringify([kind, direction, base, revision, verdict, why]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function judge(group: readonly Found[]): Change {
  const [{ kind, direction, base, revision, verdict, why }] = group as readonly [Found];
  const witness = verdict === "breaking" ? findProof(group) : undefined;
  return {
    kind,
    operations: [...new Set(group.flatMap(({ operation }) => operation ?? []))],
    ...(direction !== undefined && { direction }),
    ...(base !== undefined && { base }),
    ...(revision !== undefined && { revision }),
    wire: verdict === "breaking" && witness === undefined ? "unknown" : verdict,
    why,
    ...(witness !== undefined && { witness }),
  };
}

function findProof(group: readonly Found[]): Witness | undefined {
  for (const { prove } of group.slice(0, MOST_PROOFS)) {
    const witness = prove?.();
    if (witness !== undefined) return witness;
  }
  return undefined;
}
