// The examples phase: every valid example of an operation is sent as the document shows it (a free name gets a mark in
// front), and each answer is judged. Cursors and references to other things are never made up.
import type { Json, Operation, Parameter } from "@specloom/api-model";
import { lifecycleOf } from "../document/roles.ts";
import { isReferenceName } from "../make/references.ts";
import { missingBody, requestBodies, type MadeBody } from "../make/request-bodies.ts";
import { establishPath, sendCreation } from "./create-item.ts";
import { markTexts } from "./mark-texts.ts";
import { requiredInput, validExamples, type ParameterInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import type { Session } from "./session.ts";

interface ExampleCase {
  readonly input: ParameterInput;
  readonly body?: MadeBody;
}

/** Sends the examples of one operation. */
export async function runExamples(run: ScenarioRun, operation: Operation): Promise<void> {
  const cases = exampleCases(run.session, operation);
  let path = await establishPath(run, operation);
  for (const [index, { input, body }] of cases.entries()) {
    await run.attempt(async () => {
      if (operation.verb === "delete" && index > 0) path = await establishPath(run, operation);
      const lifecycle = lifecycleOf(run.session.model, operation);
      if (lifecycle?.operations.create === operation.id) {
        await sendCreation(run, { lifecycle, operation, parents: path, input }, body);
        return;
      }
      const sent =
        body === undefined
          ? {}
          : {
              body: markTexts(run.session, operation, { sent: body.value, valid: undefined }),
              pointer: body.pointer,
              refers: body.refers,
            };
      await run.callValid(operation, { ...input, path, ...sent });
    });
  }
}

/** One case for each example body, then one for each example of each optional parameter. */
function exampleCases(session: Session, operation: Operation): readonly ExampleCase[] {
  const required = requiredInput(session, operation);
  const bodies = requestBodies(session.schemas, operation);
  if (bodies.length === 0 && operation.body?.required === true) {
    throw new Blocked(missingBody(operation));
  }
  const [first] = bodies;
  const bodyCases =
    first === undefined ? [{ input: required }] : bodies.map((body) => ({ input: required, body }));
  const { query, header, cookie } = operation.parameters;
  const parameterCases = [...query, ...header, ...cookie]
    .filter((parameter) => !parameter.required && isSendable(operation, parameter))
    .flatMap((parameter) =>
      validExamples(session, parameter).map((value) => {
        const input = withValue(required, parameter, value);
        return first === undefined ? { input } : { input, body: first };
      }),
    );
  return [...bodyCases, ...parameterCases];
}

function isSendable({ pagination }: Operation, parameter: Parameter): boolean {
  const cursors =
    pagination?.kind === "cursor" ? [pagination.next.parameter, pagination.previous?.parameter] : [];
  if (cursors.includes(parameter.name)) return false;
  return parameter.in === "header" || !isReferenceName(parameter.name);
}

function withValue(input: ParameterInput, parameter: Parameter, value: Json): ParameterInput {
  const place = parameter.in === "header" ? "headers" : parameter.in === "cookie" ? "cookies" : "query";
  return { ...input, [place]: { ...input[place], [parameter.name]: value } };
}
