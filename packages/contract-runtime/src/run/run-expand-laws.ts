import type { Json, Operation, Parameter } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import type { Answer, Exchange } from "../exchange/exchange.ts";
import { canCreate, lifecycleOf } from "../document/roles.ts";
import { createItem, establishPath } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { listItems } from "./walk-list.ts";

/** What is shown only on request is shown on request, and only then. */
export async function runExpandLaws(run: ScenarioRun, operation: Operation): Promise<void> {
  const path = await establishPath(run, operation);
  const lifecycle = lifecycleOf(run.session.model, operation);
  const isFillable = operation.verb === "list" && lifecycle !== undefined && canCreate(lifecycle);
  if (isFillable && !run.session.readOnly) await createItem(run, lifecycle, path);
  const required = requiredInput(run.session, operation);
  const plain = await run.callValid(operation, { ...required, path });
  for (const parameter of operation.parameters.query) {
    for (const { value, members } of parameter.expands) {
      await run.attempt(async () => {
        const { pointer } = parameter;
        const early = members.find((member) => shows(operation, plain, member));
        const asking = `with ${parameter.name}=${value}`;
        run.judge(
          "expand-only-on-request",
          plain,
          early === undefined
            ? undefined
            : { expected: `"${early}" only ${asking}`, found: "it unasked", pointer },
        );
        const query = { ...required.query, [parameter.name]: asked(run, parameter, value) };
        const exchange = await run.callValid(operation, { ...required, path, query });
        if (operation.verb === "list" && listItems(operation, exchange.answer).length === 0)
          throw new Blocked("the list is empty");
        const late = members.find((member) => !shows(operation, exchange, member));
        run.judge(
          "expand-honoured",
          exchange,
          late === undefined
            ? undefined
            : { expected: `"${late}" ${asking}`, found: "no such member", pointer },
        );
      });
    }
  }
}

function asked({ session }: ScenarioRun, parameter: Parameter, value: string): Json {
  return session.schemas.resolve(parameter.schema)["type"] === "array" ? [value] : value;
}

/** True where the answer has the member, in itself or, in a list, in an item. */
function shows(
  operation: Operation,
  { answer }: Exchange & { readonly answer: Answer },
  member: string,
): boolean {
  const has = (value: Json | undefined): boolean => isObject(value) && Object.hasOwn(value, member);
  if (has(answer.json)) return true;
  return operation.verb === "list" && listItems(operation, answer).some((item) => has(item));
}
