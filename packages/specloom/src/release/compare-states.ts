// The last release against the working tree, on both axes, and what follows for the version of each package. Pure.
import { buildModel, type Document, type NameOverrides, type NamesLock } from "@specloom/api-model";
import type { Decision } from "@specloom/generator";

import { worse, type Verdict } from "../diff/change.ts";
import { joinReports } from "../diff/compare-documents.ts";
import type { ComparedChange } from "../diff/comparison.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { describeSymbols } from "../diff/types/describe-symbols.ts";
import { judgeTypes } from "../diff/types/judge-types.ts";
import type { PublishedSurface } from "../diff/types/published-packages.ts";
import type { Policy } from "../diff/types/type-report.ts";
import { bumpFor, greater, type Bump } from "./bump.ts";
import { findDecision, identifyChange, type DocumentPair } from "./decisions.ts";
import { isForeseenMember } from "./open-enum.ts";
import { sameSurface, seenFrom } from "./seen-from.ts";
import { hashState, hashText, type ReleaseState } from "./state.ts";

/** A change with what it counts as. */
export interface JudgedChange {
  readonly change: ComparedChange;
  /** As the bump takes them: those of the change, unless one of the two reasons below. */
  readonly wire: Verdict;
  readonly types: Verdict;
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
  /** The worst verdicts, as they count. */
  readonly wire: Verdict;
  readonly types: Verdict;
  readonly policy: Policy;
  readonly changes: readonly JudgedChange[];
  /** What each package needs; only those that changed. */
  readonly bumps: Readonly<Record<string, Bump>>;
  /** Versions of the last release. */
  readonly versions: Readonly<Record<string, string>>;
  /** Identifies the pair of states. */
  readonly id: string;
}

export interface StatePair {
  readonly base: ReleaseState;
  readonly revision: ReleaseState;
  /** What consumers get beneath the runtime of the client. */
  readonly dependencies: PublishedSurface;
  readonly policy: Policy;
  readonly decisions: readonly Decision[];
  readonly names?: NamesLock;
  readonly overrides?: NameOverrides;
}

export function compareStates(pair: StatePair): StateComparison {
  const { base, revision, policy, decisions } = pair;
  const [before, after] = [hashState(base), hashState(revision)];
  const documents = { base: base.document, revision: revision.document };
  const diff = diffDocuments(documents.base, documents.revision);
  const joined = joinReports(diff.changes, judgeTypes(typeComparison(pair)));
  const changes = joined.changes.map((change) => judge(change, documents, decisions));
  const worst = (axis: "wire" | "types"): Verdict =>
    changes.reduce<Verdict>((worstYet, change) => worse(worstYet, change[axis]), "none");
  const [wire, types] = [worst("wire"), worst("types")];
  return {
    differs: before !== after,
    wire,
    types,
    policy,
    changes,
    bumps: listBumps(base, revision, { document: diff.differs ? wire : undefined, types }),
    versions: base.versions,
    id: hashText(`${before} ${after}`).slice(0, 12),
  };
}

function typeComparison({
  base,
  revision,
  dependencies,
  policy,
  names,
  overrides,
}: StatePair): Parameters<typeof judgeTypes>[0] {
  const settings = { ...(names && { names }), ...(overrides && { overrides }) };
  const describe = (document: Document): ReturnType<typeof describeSymbols> =>
    describeSymbols(buildModel(document, settings).model, document);
  return {
    base: base.surface,
    revision: revision.surface,
    // A package that was renamed is missed under its old name.
    judged: [...new Set([...Object.keys(base.versions), ...Object.keys(revision.versions)])],
    dependencies,
    policy,
    describe: { base: describe(base.document), revision: describe(revision.document) },
  };
}

function judge(
  change: ComparedChange,
  documents: DocumentPair,
  decisions: readonly Decision[],
): JudgedChange {
  const decision = findDecision(change, documents, decisions);
  const isForeseen = change.wire === "breaking" && isForeseenMember(change, documents);
  const decide = (verdict: Verdict): Verdict =>
    verdict === "unknown" ? (decision?.verdict ?? verdict) : verdict;
  return {
    change,
    wire: isForeseen ? "additive" : decide(change.wire),
    types: decide(change.types),
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
