export { createClock } from "./clock.ts";
export { countTrials, formatMutation, type GroupCount } from "./format-mutation.ts";
export { mockSuspects } from "./mock-suspect.ts";
export { mutate, type Mutation, type Trial, type Verdict } from "./mutate.ts";
export { readModel } from "./read-model.ts";
export { sampleFaults } from "./sample-faults.ts";
export type { Fault, Subject, Suspect } from "./subject.ts";
