// The last release against the working tree, on both axes, and what follows for the version of each package. Pure.
import type { Decision } from "@specloom/generator";

import { worse, type Change, type Verdict } from "../diff/change.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { bumpFor, greater, type Bump } from "./bump.ts";
import { findDecision, identifyChange, type DocumentPair } from "./decisions.ts";
import { judgeSurface, type SurfaceVerdict } from "./judge-surface.ts";
import { isForeseenMember } from "./open-enum.ts";
import { sameSurface, seenFrom } from "./seen-from.ts";
import { hashState, hashText, type ReleaseState } from "./state.ts";

/** A change of the document with what it counts as. */
export interface JudgedChange {
  readonly change: Change;
  /** As the bump takes it: that of the wire, unless one of the two reasons below. */
  readonly counts: Verdict;
  /** Identifies it in a decision. */
  readonly id: string;
  readonly decision?: Decision;
  /** True for a value more in an `enum` of an answer whose generated type is open. */
  readonly isForeseen: boolean;
}

/** What the working tree is to the last release. */
export interface StateComparison {
  /** False where nothing differs but perhaps `info.version`. */
  readonly differs: boolean;
  /** The worst verdict of the document, as it counts. */
  readonly wire: Verdict;
  readonly types: SurfaceVerdict;
  readonly changes: readonly JudgedChange[];
  /** What each package needs; only those that changed. */
  readonly bumps: Readonly<Record<string, Bump>>;
  /** Versions of the last release. */
  readonly versions: Readonly<Record<string, string>>;
  /** Identifies the pair of states. */
  readonly id: string;
}

export function compareStates(
  base: ReleaseState,
  revision: ReleaseState,
  decisions: readonly Decision[],
): StateComparison {
  const [before, after] = [hashState(base), hashState(revision)];
  const documents = { base: base.document, revision: revision.document };
  const diff = diffDocuments(documents.base, documents.revision);
  const changes = diff.changes.map((change) => judge(change, documents, decisions));
  const wire = changes.reduce<Verdict>((worst, { counts }) => worse(worst, counts), "none");
  const types = judgeSurface(base.surface, revision.surface);
  const verdicts = { document: diff.differs ? wire : undefined, types: types.verdict };
  return {
    differs: before !== after,
    wire,
    types,
    changes,
    bumps: listBumps(base, revision, verdicts),
    versions: base.versions,
    id: hashText(`${before} ${after}`).slice(0, 12),
  };
}

function judge(change: Change, documents: DocumentPair, decisions: readonly Decision[]): JudgedChange {
  const decision = findDecision(change, documents, decisions);
  const isForeseen = change.wire === "breaking" && isForeseenMember(change, documents);
  return {
    change,
    counts: decision?.verdict ?? (isForeseen ? "additive" : change.wire),
    id: identifyChange(change, documents),
    ...(decision !== undefined && { decision }),
    isForeseen,
  };
}

interface Verdicts {
  /** Undefined where the document is the same. */
  readonly document: Verdict | undefined;
  readonly types: Verdict;
}

/** A changed document concerns every package: its messages are what they are about. Declarations concern whoever has them. */
function listBumps(
  base: ReleaseState,
  revision: ReleaseState,
  { document, types }: Verdicts,
): Readonly<Record<string, Bump>> {
  const bumps: Record<string, Bump> = {};
  for (const [name, version] of Object.entries(revision.versions)) {
    const byWire = document === undefined ? undefined : bumpFor(document, version);
    const isRedeclared = !sameSurface(seenFrom(base.surface, name), seenFrom(revision.surface, name));
    const bump = greater(byWire, isRedeclared ? bumpFor(types, version) : undefined);
    if (bump !== undefined) bumps[name] = bump;
  }
  return bumps;
}
