import type { ApiModel } from "@specloom/api-model";
import { enumerateConstraints } from "./enumerate-constraints.ts";
import { enumerateMembers } from "./enumerate-members.ts";
import { enumerateSteps } from "./enumerate-steps.ts";
import type { Mutant } from "./mutant.ts";

/** Mutants that nobody picks: every member of every answer, every constraint of a request, every check of the mock. */
export function enumeratedMutants(model: ApiModel): readonly Mutant[] {
  return [...enumerateMembers(model), ...enumerateConstraints(model), ...enumerateSteps(model)];
}
