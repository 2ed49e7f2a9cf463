import type { ApiModel } from "@specloom/api-model";
import { AUTHENTICATION_MUTANTS } from "./authentication-mutants.ts";
import { BODY_MUTANTS } from "./body-mutants.ts";
import { CHANGE_MUTANTS } from "./change-mutants.ts";
import { DELETION_MUTANTS } from "./deletion-mutants.ts";
import { LIFECYCLE_MUTANTS } from "./lifecycle-mutants.ts";
import { LIST_MUTANTS } from "./list-mutants.ts";
import { NUMBERED_PAGE_MUTANTS } from "./numbered-page-mutants.ts";
import { PAGE_MUTANTS } from "./page-mutants.ts";
import type { ChosenMutant } from "./mutant.ts";
import { holds } from "./premises.ts";
import { ROBUSTNESS_MUTANTS } from "./robustness-mutants.ts";
import { SECRET_MUTANTS } from "./secret-mutants.ts";
import { STATUS_MUTANTS } from "./status-mutants.ts";
import { TENANT_MUTANTS } from "./tenant-mutants.ts";
import { TOKEN_MUTANTS } from "./token-mutants.ts";
import { VALIDATION_MUTANTS } from "./validation-mutants.ts";

/** Every mutant that a person thought of, whatever the document. */
export const CHOSEN_MUTANTS: readonly ChosenMutant[] = [
  ...STATUS_MUTANTS,
  ...BODY_MUTANTS,
  ...VALIDATION_MUTANTS,
  ...LIFECYCLE_MUTANTS,
  ...CHANGE_MUTANTS,
  ...DELETION_MUTANTS,
  ...LIST_MUTANTS,
  ...PAGE_MUTANTS,
  ...NUMBERED_PAGE_MUTANTS,
  ...AUTHENTICATION_MUTANTS,
  ...TOKEN_MUTANTS,
  ...TENANT_MUTANTS,
  ...SECRET_MUTANTS,
  ...ROBUSTNESS_MUTANTS,
];

/** Those whose premise the document has. */
export function chosenMutants(model: ApiModel): readonly ChosenMutant[] {
  return CHOSEN_MUTANTS.filter(({ needs }) => needs.every((premise) => holds(model, premise)));
}
