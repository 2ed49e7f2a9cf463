// Whose change a finding is: the exported name, and the member, whose own declaration reads otherwise.
import type { Verdict } from "../change.ts";
import type { ChangedNames } from "./changed-names.ts";
import type { Refused } from "./compile-pieces.ts";
import { keyOf, type ExportedName } from "./read-surface.ts";

export interface Finding extends Refused {
  readonly verdict: Verdict;
}

export interface FindingGroup {
  readonly owner: ExportedName;
  readonly member?: string;
  readonly found: Finding[];
}

/**
 * Groups findings by what changed. A finding in a name that only leads to what changed belongs there: of a resource whose
 * method takes other parameters, to those parameters.
 */
export function attributeFindings(
  findings: readonly Finding[],
  changed: ChangedNames,
  hasMember: (owner: ExportedName, member: string) => boolean,
): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  const isOwn = ({ piece }: Finding): boolean => changed.own.has(keyOf(piece.owner));
  const placed = findings.map((finding) => replace(finding, changed));
  const [own, led] = [placed.filter(isOwn), placed.filter((finding) => !isOwn(finding))];
  const put = (finding: Finding, owner: ExportedName, member: string | undefined): void => {
    const id = idOf(keyOf(owner), member);
    const group = groups.get(id) ?? { owner, ...(member !== undefined && { member }), found: [] };
    groups.set(id, group);
    group.found.push(finding);
  };
  for (const finding of own) {
    const { owner, member } = finding.piece;
    if (member === undefined) continue;
    // A literal for one member holds others too, and it may be one of those that is refused.
    const refused = refusedMember(finding);
    put(finding, owner, refused !== undefined && hasMember(owner, refused) ? refused : member);
  }
  for (const finding of own) {
    const { owner, member } = finding.piece;
    if (member !== undefined) continue;
    const known = namedMember(finding, [keyOf(owner)], groups)?.member;
    put(finding, owner, known ?? namesIn(finding).find((name) => hasMember(owner, name)));
  }
  const known = new Map(groups);
  for (const finding of led) {
    const { owner, member } = finding.piece;
    const causes = changed.causesOf(keyOf(owner));
    const group = namedMember(finding, causes, known) ?? nearest(causes, known);
    if (group === undefined) put(finding, owner, member);
    else put(finding, group.owner, group.member);
  }
  return [...groups.values()];
}

/** A finding of a member that did not change by itself belongs to what changed on the way there. */
function replace(finding: Finding, changed: ChangedNames): Finding {
  const { piece } = finding;
  if (changed.own.has(keyOf(piece.owner))) return finding;
  const passed = (piece.through ?? []).filter(({ owner }) => changed.own.has(keyOf(owner)));
  const named = namesIn(finding);
  const place = passed.find(({ member }) => named.some((name) => isLastOf(name, member))) ?? passed.at(-1);
  return place === undefined ? finding : { ...finding, piece: { ...piece, ...place } };
}

function idOf(key: string, member: string | undefined): string {
  return JSON.stringify([key, member]);
}

/** The group of a member that the compiler names. */
function namedMember(
  finding: Finding,
  keys: readonly string[],
  groups: ReadonlyMap<string, FindingGroup>,
): FindingGroup | undefined {
  const named = namesIn(finding);
  for (const key of keys) {
    const own = [...groups.values()].filter(
      (group) => group.member !== undefined && keyOf(group.owner) === key,
    );
    const found = own.find(({ member = "" }) => named.some((name) => isLastOf(name, member)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The member that a literal lacks, or has too much. */
function refusedMember({ message }: Finding): string | undefined {
  const [, lacking, extra] =
    /Property '([^']+)' is missing in|'"?([^'"]+)"?' does not exist in type/.exec(message) ?? [];
  return lacking ?? extra;
}

/** What stands in quotes in the compiler's message: members, among other things. */
function namesIn({ message }: Finding): string[] {
  return [...message.matchAll(/'"?([^'"]+)"?'/g)].map((match) => match[1] ?? "");
}

function isLastOf(name: string, member: string): boolean {
  return name === member || member.endsWith(`.${name}`);
}

/** Where the compiler names nothing that is known: the nearest cause, if it stands alone. */
function nearest(
  causes: readonly string[],
  groups: ReadonlyMap<string, FindingGroup>,
): FindingGroup | undefined {
  const found = [...groups.values()].filter(({ owner }) => causes.includes(keyOf(owner)));
  return found.length === 1 ? found[0] : undefined;
}
