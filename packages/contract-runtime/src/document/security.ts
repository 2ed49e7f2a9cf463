// What the security requirements of an operation come to in a request; pure.
import type { ApiModel, Operation, SecurityRequirement } from "@specloom/api-model";

/** Where a scheme puts its credential: two schemes with one place cannot be told apart by a request. */
function carrierOf({ securitySchemes }: ApiModel, name: string): string {
  const scheme = securitySchemes.find((each) => each.name === name);
  if (scheme?.kind === "apiKey") return `${scheme.in} ${scheme.parameter}`;
  if (scheme?.kind === "bearer" || scheme?.kind === "oauth2") return "bearer";
  return scheme?.kind === "basic" ? "basic" : `scheme ${name}`;
}

function carriersOf(model: ApiModel, requirement: SecurityRequirement): ReadonlySet<string> {
  return new Set(requirement.map(({ scheme }) => carrierOf(model, scheme)));
}

/** The alternatives of an operation as names of schemes, those once that look the same in a request. */
export function distinctAlternatives(
  model: ApiModel,
  { security }: Operation,
): readonly (readonly string[])[] {
  const byCarriers = new Map<string, readonly string[]>();
  for (const requirement of security) {
    const key = JSON.stringify([...carriersOf(model, requirement)].toSorted());
    if (requirement.length > 0 && !byCarriers.has(key))
      byCarriers.set(
        key,
        requirement.map(({ scheme }) => scheme),
      );
  }
  return [...byCarriers.values()];
}

/** What is left of each joint requirement without one of its credentials, unless that opens the operation too. */
export function insufficientParts(model: ApiModel, { security }: Operation): readonly (readonly string[])[] {
  const parts = security.flatMap((requirement) => {
    const carriers = carriersOf(model, requirement);
    if (carriers.size < 2) return [];
    return [...carriers].map((missing) =>
      requirement.filter(({ scheme }) => carrierOf(model, scheme) !== missing),
    );
  });
  const opens = (part: SecurityRequirement): boolean => {
    const given = carriersOf(model, part);
    return security.some((requirement) =>
      [...carriersOf(model, requirement)].every((each) => given.has(each)),
    );
  };
  const names = parts.filter((part) => !opens(part)).map((part) => part.map(({ scheme }) => scheme));
  return [...new Map(names.map((each) => [each.join("\n"), each])).values()];
}

/** True where a caller who holds these scopes alone lacks one by every alternative. */
export function lacksScope({ security }: Operation, held: readonly string[]): boolean {
  const lacks = (requirement: SecurityRequirement): boolean =>
    requirement.some(({ scopes }) => scopes.some((scope) => !held.includes(scope)));
  return security.length > 0 && security.every(lacks);
}
