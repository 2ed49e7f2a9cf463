// What a call must carry besides its path: required parameters, from their examples, else from their schemas.
import type { Json, Operation, Parameter, Schema } from "@specloom/api-model";
import { isReferenceName } from "../make/references.ts";
import { sampleValue } from "../make/sample-value.ts";
import { Blocked } from "./scenario-run.ts";
import type { Session } from "./session.ts";

/** Values by place and name. */
export interface ParameterInput {
  readonly query: { readonly [name: string]: Json };
  readonly headers: { readonly [name: string]: Json };
  readonly cookies: { readonly [name: string]: Json };
}

/** Values for the required parameters of an operation. @throws Blocked where none can be had for one */
export function requiredInput(session: Session, operation: Operation): ParameterInput {
  const values = (parameters: readonly Parameter[]): { readonly [name: string]: Json } =>
    Object.fromEntries(
      parameters
        .filter(({ required }) => required)
        .map((parameter) => [parameter.name, valueFor(session, parameter)]),
    );
  const { query, header, cookie } = operation.parameters;
  return { query: values(query), headers: values(header), cookies: values(cookie) };
}

function valueFor(session: Session, parameter: Parameter): Json {
  const given = session.parameters[parameter.name];
  const listed = session.schemas.resolve(parameter.schema)["enum"];
  // A parameter of a path may be called like this one and have other values.
  const isOther = Array.isArray(listed) && !listed.map(String).includes(String(given));
  if (given !== undefined && !isOther) return given;
  const example = validExamples(session, parameter)[0];
  if (example !== undefined) return example;
  const sample =
    parameter.in !== "header" && isReferenceName(parameter.name) ? undefined : sampleOf(session, parameter);
  if (sample !== undefined) return sample;
  throw new Blocked(
    `no valid value is known for the required parameter ${parameter.name}; give it an example or --param ${parameter.name}=VALUE`,
  );
}

/** A list holds one item: an empty one cannot be seen in a request. */
function sampleOf({ schemas }: Session, { schema }: Parameter): Json | undefined {
  const sample = sampleValue(schemas, { $ref: schema });
  if (!Array.isArray(sample) || sample.length > 0) return sample;
  const item = sampleValue(schemas, (schemas.resolve(schema)["items"] ?? true) as Schema);
  return item === undefined ? undefined : [item];
}

/** The examples of a parameter that are valid by its schema. */
export function validExamples({ schemas }: Session, parameter: Parameter): readonly Json[] {
  return parameter.examples
    .map(({ value }) => value)
    .filter((value) => {
      try {
        return schemas.validate("request", parameter.schema, value).length === 0;
      } catch {
        return false;
      }
    });
}
