import type { ApiModel, Operation } from "@specloom/api-model";
import { canCreate, isSafe, lifecycleOf, operationOf } from "./roles.ts";

/** The operation that shows whether a write had an effect: the list of a creation, the read of anything else. */
export function effectWitness(model: ApiModel, operation: Operation): Operation | undefined {
  const lifecycle = lifecycleOf(model, operation);
  if (lifecycle === undefined || isSafe(operation) || !canCreate(lifecycle)) return undefined;
  const { create, list, retrieve } = lifecycle.operations;
  const id = create === operation.id ? list : retrieve;
  return id === undefined ? undefined : operationOf(model, id);
}
