import type { Operation } from "@specloom/api-model";
import type { CallInput } from "../exchange/exchange.ts";
import { requestBodies } from "../make/request-bodies.ts";
import { requiredInput } from "./required-input.ts";
import type { ScenarioRun } from "./scenario-run.ts";

/** A valid call of an operation. */
export function inputFor(
  { session }: ScenarioRun,
  operation: Operation,
  path: { readonly [parameter: string]: string },
): CallInput {
  const body = requestBodies(session.schemas, operation)[0]?.value;
  return { ...requiredInput(session, operation), path, ...(body === undefined ? {} : { body }) };
}
