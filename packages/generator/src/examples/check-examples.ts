import type { ApiModel, Example, Operation, Problem, SchemaID } from "@specloom/api-model";

import { judgeValue } from "./judge-value.ts";

/** Examples of requests that their own schemas refuse; nobody sends them. */
export function checkExamples({ operations, schemas }: ApiModel): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const { examples, schema } of operations.flatMap((operation) => shownBy(operation))) {
    for (const { pointer, value } of examples) {
      const fault = schema === undefined ? undefined : judgeValue(schemas[schema] ?? true, value, schemas);
      if (fault !== undefined && !found.has(pointer)) found.set(pointer, problem(pointer, fault));
    }
  }
  return [...found.values()];
}

interface Shown {
  readonly schema?: SchemaID;
  readonly examples: readonly Example[];
}

function shownBy({ parameters, body }: Operation): readonly Shown[] {
  return [...Object.values(parameters).flat(), ...(body?.content ?? [])];
}

function problem(pointer: string, fault: string): Problem {
  return {
    code: "invalid-example",
    severity: "cosmetic",
    pointer,
    message: `The example does not fit its own schema: ${fault.startsWith("/") ? fault : `it ${fault}`}.`,
    hint: "Mend the one or the other; until then nobody sends it.",
  };
}
