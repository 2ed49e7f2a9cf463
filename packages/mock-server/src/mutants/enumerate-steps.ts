// One mutant an operation and a step of the mock that can refuse it: the refusal is not heeded.
import type { ApiModel } from "@specloom/api-model";
import type { Mutant } from "./mutant.ts";
import { ignoreRefusal, type StepName } from "./steps.ts";

/** But for Accept, which a server may disregard (RFC 9110, section 12.5.1). */
const CHECKS: readonly StepName[] = [
  "authenticate",
  "path",
  "tenant",
  "query",
  "header",
  "body",
  "ancestors",
];

export function enumerateSteps(model: ApiModel): readonly Mutant[] {
  return model.operations.flatMap((operation) =>
    CHECKS.map((name) => ({
      id: `skip:${operation.id}/${name}`,
      group: "check left out",
      sentence: `${operation.id} does not heed the step ${name}.`,
      operations: [operation.id],
      arm: ignoreRefusal(name, ({ plan }) => plan.operation === operation),
    })),
  );
}
