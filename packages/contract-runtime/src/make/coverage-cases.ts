import type { ApiModel, Operation } from "@specloom/api-model";
import type { Schemas } from "../judge/schemas.ts";
import { bodyCases } from "./body-cases.ts";
import type { CoverageCase } from "./coverage-case.ts";
import { parameterCases } from "./parameter-cases.ts";

/**
 * Every case of an operation. Cases that must be refused are left out where the document has no status with which an
 * invalid request is refused.
 */
export function coverageCases(
  model: ApiModel,
  schemas: Schemas,
  operation: Operation,
): readonly CoverageCase[] {
  const all = [...parameterCases(schemas, operation), ...bodyCases(model, schemas, operation)];
  return documentsRejection(operation) ? all : all.filter(({ purpose }) => !purpose.startsWith("rejects-"));
}

/** True where the document says with what an invalid request is refused. */
function documentsRejection(operation: Operation): boolean {
  return operation.responses.some(({ status }) =>
    ["400", "422", "4XX", "DEFAULT"].includes(status.toUpperCase()),
  );
}
