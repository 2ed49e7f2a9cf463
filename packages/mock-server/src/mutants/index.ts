export { chosenMutants, CHOSEN_MUTANTS } from "./chosen-mutants.ts";
export { enumeratedMutants } from "./enumerated-mutants.ts";
export { MUTANT_GROUPS, type ChosenMutant, type Mutant, type MutantGroup } from "./mutant.ts";
