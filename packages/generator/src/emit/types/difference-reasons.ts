// Why friendly types differ from their twins, and what that leaves to be proved.
import type { Difference } from "./printer.ts";

interface Reason {
  /** What that makes the friendly type: the twin still fits it, it still fits the twin, or neither. */
  readonly makes: "wider" | "narrower" | "other";
  readonly because: string;
  /** True where the two may have other members. */
  readonly members?: true;
}

const REASONS: Readonly<Record<Difference, Reason>> = {
  "open-enum": { makes: "wider", because: "an enum is open to values that the server adds later" },
  direction: {
    makes: "wider",
    members: true,
    because: "members that do not travel in this direction are left out",
  },
  "additional-members": {
    makes: "wider",
    members: true,
    because: "an object takes further members, and an index signature must fit the named ones too",
  },
  "pattern-members": {
    makes: "wider",
    members: true,
    because: "members whose names follow a pattern stand beside others of any type",
  },
  discriminator: {
    makes: "wider",
    because: "the value of a discriminator is spelled out where the union is formed, not in each alternative",
  },
  "undeclared-tag": {
    makes: "wider",
    members: true,
    because: "the member that a discriminator names is there only where the schema declares it",
  },
  "other-tag": {
    makes: "other",
    because:
      "an alternative has the values that it declares or inherits, and those of a discriminator where that forms its union",
  },
  tuple: { makes: "wider", because: "a tuple says which of its elements may be missing" },
  "nullable-reference": { makes: "wider", because: "`nullable` beside `$ref` is heeded" },
  "unnamed-recursion": {
    makes: "wider",
    because: "a schema without a name that contains itself is `unknown` there",
  },
  "required-of-parts": { makes: "narrower", because: "`required` is heeded across the parts of an `allOf`" },
  "required-alternatives": {
    makes: "narrower",
    members: true,
    because: "alternatives that only name members add no `unknown`",
  },
  "merged-member": {
    makes: "wider",
    members: true,
    because: "a member that parts contradict each other about is `never` itself alone",
  },
  "empty-part": {
    makes: "wider",
    members: true,
    because: "a part of an `allOf` without members adds no index signature",
  },
  "inferred-type": {
    makes: "narrower",
    members: true,
    because: "a schema without `type` is an array if it has `items`, and an object if it has `properties`",
  },
  "enum-without-null": {
    makes: "narrower",
    because: "an `enum` without null allows none, whatever `type` says",
  },
  "type-beside-parts": {
    makes: "other",
    because: "a `type` or `required` beside alternatives or parts binds all of them",
  },
  "beside-any-of": {
    makes: "narrower",
    members: true,
    because: "what stands beside `anyOf` binds each of its alternatives and is none of them",
  },
  "beside-reference": {
    makes: "narrower",
    members: true,
    because: "what stands beside a `$ref` is heeded",
  },
  definitions: {
    makes: "wider",
    members: true,
    because: "`$defs` are types of their own and no member",
  },
  binary: { makes: "wider", because: "what is binary is also given as a `Blob`" },
  "handed-over": {
    makes: "other",
    because: "a body of this media type is handed over as text or bytes",
  },
  "reusable-media-type": { makes: "other", because: "openapi-typescript does not know reusable media types" },
  parameter: {
    makes: "other",
    because:
      "openapi-typescript reads only parameters with a `schema`, and path parameters as `required` says",
  },
  "idempotency-key": {
    makes: "wider",
    because: "the client makes the idempotency key where none is given",
  },
};

/** How a friendly type stands to its twin. */
export type Relation = "Same" | "Wider" | "Narrower" | "Other";

const SAYING: Readonly<Record<Relation, string>> = {
  Same: "As its twin",
  Wider: "Wider than its twin",
  Narrower: "Narrower than its twin",
  Other: "Neither fits the other",
};

export interface Explanation {
  readonly relation: Relation;
  /** False where the two may have other members. */
  readonly sameMembers: boolean;
  /** A sentence for readers; absent where there is no difference. */
  readonly sentence?: string;
}

/** What several differences together make of a type. */
export function explainDifferences(differences: ReadonlySet<Difference>): Explanation {
  const reasons = [...differences].toSorted().map((difference) => REASONS[difference]);
  const relation = relationOf(reasons);
  const sameMembers = reasons.every(({ members }) => members !== true);
  if (reasons.length === 0) return { relation, sameMembers };
  return {
    relation,
    sameMembers,
    sentence: `${SAYING[relation]}: ${reasons.map(({ because }) => because).join("; ")}.`,
  };
}

function relationOf(reasons: readonly Reason[]): Relation {
  const makes = new Set(reasons.map((reason) => reason.makes));
  if (makes.size === 0) return "Same";
  if (makes.size > 1 || makes.has("other")) return "Other";
  return makes.has("wider") ? "Wider" : "Narrower";
}
