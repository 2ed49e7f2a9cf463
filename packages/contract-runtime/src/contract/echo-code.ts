import type { ApiModel, Operation } from "@specloom/api-model";
import { findWrapper } from "../document/find-wrapper.ts";
import { lifecycleOf } from "../document/roles.ts";
import type { CheckCode } from "./check-kinds.ts";

/** The check that a write's answer shows what was sent; absent where the answer has no body to show it. */
export function echoCode(model: ApiModel, operation: Operation): CheckCode | undefined {
  const roles = lifecycleOf(model, operation)?.operations;
  const answers = operation.responses.filter(({ status }) => status.startsWith("2"));
  if (answers.some(({ content }) => content.length === 0)) return undefined;
  if (roles?.create === operation.id || findWrapper(model, operation) !== undefined) return "creation-echoes";
  return roles?.update === operation.id || roles?.replace === operation.id ? "update-applied" : undefined;
}
