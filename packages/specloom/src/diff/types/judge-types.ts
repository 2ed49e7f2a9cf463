// The pure middle of the type verdict: two published surfaces in, what breaks for whom out.
import type { Pointer } from "@specloom/api-model";

import { worse, type Verdict } from "../change.ts";
import { findChangedNames, type ChangedNames } from "./changed-names.ts";
import { attributeFindings, type Finding, type FindingGroup } from "./attribute-findings.ts";
import { compilePieces, textOf, type Judged } from "./compile-pieces.ts";
import { explainChange } from "./explain-change.ts";
import type { PublishedSurface } from "./published-packages.ts";
import { keyOf, Surface, type ExportedName } from "./read-surface.ts";
import {
  CONSUMER_STYLES,
  POLICIES,
  type Cells,
  type ConsumerStyle,
  type Policy,
  type TypeChange,
  type TypeReport,
  type TypeWitness,
} from "./type-report.ts";
import { PackageFiles } from "./virtual-program.ts";
import { writePrograms, type WrittenPrograms } from "./write-programs.ts";

/** An exported symbol, and a member of it. */
export interface SymbolPlace {
  readonly package: string;
  /** `.` for the package itself, `./resources/pets` for one of its entries. */
  readonly entry: string;
  readonly name: string;
  readonly member?: string;
}

/** What a document says of a symbol. */
export interface Described {
  readonly operations: readonly string[];
  readonly pointer?: Pointer;
}

export interface TypeComparison {
  readonly base: PublishedSurface;
  readonly revision: PublishedSurface;
  /** Names of the packages that consumers import: of the types and of the client. */
  readonly judged: readonly string[];
  /** What both sides are built on, where their surfaces do not hold it. */
  readonly dependencies?: PublishedSurface;
  /** @default standard */
  readonly policy?: Policy;
  /** Where the documents describe a symbol; both are absent where there are no documents. */
  readonly describe?: Readonly<Record<"base" | "revision", (place: SymbolPlace) => Described | undefined>>;
}

/**
 * Says what the revision of a published surface means for those who compile against the base. Programs of each style are
 * written from the base's exports; those that compile against the base and not against the revision are what breaks. Programs
 * that are written from the revision's, and that do not compile against the base, show what was added.
 */
export function judgeTypes(comparison: TypeComparison): TypeReport {
  const { policy = "standard", judged: names, dependencies } = comparison;
  if (isSame(comparison.base, comparison.revision)) return unchanged(policy);
  const baseFiles = new PackageFiles({ ...dependencies, ...comparison.base }, names);
  const revisionFiles = new PackageFiles({ ...dependencies, ...comparison.revision }, names);
  const [base, revision] = [new Surface(baseFiles), new Surface(revisionFiles)];
  const changed = findChangedNames(base, revision);
  if (changed.all.size === 0) return unchanged(policy);
  const [before, after] = [writePrograms(base, changed), writePrograms(revision, changed)];
  const judged = compilePieces(
    { files: baseFiles, pieces: before.pieces },
    { files: revisionFiles, pieces: after.pieces },
  );
  const found = attributeFindings(
    [
      ...judged.broken.map((own) => ({ ...own, verdict: "breaking" as const })),
      ...judged.added.map((own) => ({ ...own, verdict: "additive" as const })),
      ...findUntried({ judged, changed, names: base.names }, before),
    ],
    changed,
    (owner, member) => [base, revision].some((side) => hasMember(side, owner, member)),
  );
  const changes = found.map((group) => describeGroup(group, comparison));
  const cells = cellsOf((style) =>
    changes.reduce<Verdict>((worst, own) => worse(worst, own.cells[style]), "none"),
  );
  return { policy, types: worstOf(cells, policy), cells, changes };
}

function hasMember(surface: Surface, owner: ExportedName, member: string): boolean {
  const name = surface.names.find((own) => keyOf(own) === keyOf(owner));
  return (
    name?.isType === true && surface.checker.getPropertyOfType(surface.typeOf(name), member) !== undefined
  );
}

function isSame(base: PublishedSurface, revision: PublishedSurface): boolean {
  const paths = Object.keys(base);
  return (
    paths.length === Object.keys(revision).length && paths.every((path) => base[path] === revision[path])
  );
}

function unchanged(policy: Policy): TypeReport {
  return { policy, types: "none", cells: cellsOf(() => "none"), changes: [] };
}

function cellsOf(verdict: (style: ConsumerStyle) => Verdict): Cells {
  return Object.fromEntries(CONSUMER_STYLES.map((style) => [style, verdict(style)])) as Cells;
}

function worstOf(cells: Cells, policy: Policy): Verdict {
  return POLICIES[policy].reduce<Verdict>((worst, style) => worse(worst, cells[style]), "none");
}

interface Tried {
  readonly judged: Judged;
  readonly changed: ChangedNames;
  readonly names: readonly ExportedName[];
}

/** Names that read otherwise, and of which no program of a style can be tried though there should be one. */
function findUntried({ judged, changed, names }: Tried, { skipped, pieces }: WrittenPrograms): Finding[] {
  return CONSUMER_STYLES.flatMap((style) => {
    const own = pieces.filter((piece) => piece.style === style);
    const tried = new Set(own.filter((piece) => !judged.refused.has(piece)).map(({ owner }) => keyOf(owner)));
    const failed = own.filter((piece) => judged.refused.has(piece)).map(({ owner }) => keyOf(owner));
    const open = new Set([...(skipped.get(style) ?? []), ...failed].filter((key) => !tried.has(key)));
    return names
      .filter((owner) => open.has(keyOf(owner)) && changed.own.has(keyOf(owner)))
      .map((owner) => ({ piece: { style, owner, imports: [], code: "" }, message: "", verdict: "unknown" }));
  });
}

function describeGroup(
  { owner, member, found }: FindingGroup,
  { policy = "standard", describe }: TypeComparison,
): TypeChange {
  const cells = cellsOf((style) =>
    found
      .filter(({ piece }) => piece.style === style)
      .reduce<Verdict>((worst, { verdict }) => worse(worst, verdict), "none"),
  );
  const place = placeOf(owner, member);
  const [before, after] = [describe?.base(place), describe?.revision(place)];
  const symbol = member === undefined ? owner.name : `${owner.name}.${member}`;
  return {
    package: owner.package,
    symbol,
    operations: [...new Set([...(before?.operations ?? []), ...(after?.operations ?? [])])],
    ...(before?.pointer !== undefined && { base: before.pointer }),
    ...(after?.pointer !== undefined && { revision: after.pointer }),
    types: worstOf(cells, policy),
    cells,
    why: explainChange({ symbol, cells, policy }),
    witnesses: listWitnesses(found),
  };
}

/** The shortest code for each style that breaks. */
function listWitnesses(found: readonly Finding[]): TypeWitness[] {
  const broken = found.filter(({ verdict }) => verdict === "breaking");
  return CONSUMER_STYLES.flatMap((style) => {
    const [first] = broken
      .filter(({ piece }) => piece.style === style)
      .toSorted((one, other) => one.piece.code.length - other.piece.code.length);
    if (first === undefined) return [];
    return [{ style, code: textOf(first.piece).trimEnd(), message: first.message }];
  });
}

function placeOf(owner: ExportedName, member: string | undefined): SymbolPlace {
  const [specifier = owner.package] = owner.specifiers;
  return {
    package: owner.package,
    entry: `.${specifier.slice(owner.package.length)}`,
    name: owner.name,
    ...(member !== undefined && { member }),
  };
}
