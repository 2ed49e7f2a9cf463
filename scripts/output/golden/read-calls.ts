// The calls that a document shows by its examples: for each operation, one for each example of its body that holds, with the
// examples of its parameters, and values made from their schemas where those are owed and have none.
import {
  findJsonContent,
  type ApiModel,
  type Json,
  type Operation,
  type Parameter,
  type Pointer,
  type Problem,
  type SchemaID,
} from "@specloom/api-model";

import { createRandom } from "../../../packages/mock-server/src/random.ts";
import { sampleValue } from "../../../packages/mock-server/src/schema/sample-value.ts";
import { membersOf } from "../../../packages/mock-server/src/schema/schema-view.ts";
import { createValidators, type Validators } from "../../../packages/mock-server/src/schema/validators.ts";
import { undeclaredMember } from "./undeclared-member.ts";

/** One call, with everything that it is given. */
export interface GoldenCall {
  readonly operation: Operation;
  /** The operation, and where its body's example stands. */
  readonly title: string;
  readonly positional?: Json;
  /** Undefined where the method takes none. */
  readonly params?: { readonly [argument: string]: Json };
  /** The body that is sent. */
  readonly body?: Json;
}

export interface GoldenCalls {
  readonly calls: readonly GoldenCall[];
  /** Examples that their own schema forbids, a pointer and a reason each. */
  readonly invalid: readonly string[];
  /** Operations that no call is made of, with the reason. */
  readonly without: readonly string[];
}

/** @param problems what was found of the document: an operation of which the client cannot send a part is left out */
export function readCalls(model: ApiModel, problems: readonly Problem[]): GoldenCalls {
  const unsupported = problems.filter(({ code }) => code === "unsupported-in-client");
  const found = { calls: [] as GoldenCall[], invalid: [] as string[], without: [] as string[] };
  const validators = createValidators(model.schemas);
  for (const operation of model.operations) {
    const lost = unsupported.find(({ pointer }) => isPartOf(operation, pointer));
    if (lost !== undefined) {
      found.without.push(`${operation.id}: ${lost.message}`);
      continue;
    }
    const source: ValueSource = { model, validators, invalid: found.invalid };
    const values = parameterValues(operation, source);
    if (typeof values === "string") found.without.push(`${operation.id}: ${values}`);
    else {
      const bodies = bodiesOf(operation, source);
      if (bodies.length === 0) found.without.push(`${operation.id}: no example of its body holds`);
      for (const body of bodies) found.calls.push(callOf(operation, values, body));
    }
  }
  return { ...found, invalid: [...new Set(found.invalid)] };
}

/** True for the operation itself or its body, and for a place in its parameters. */
function isPartOf({ parameters, body, pointer: own }: Operation, pointer: Pointer): boolean {
  const places = Object.values(parameters).flatMap((list) => list.map((parameter) => parameter.pointer));
  return (
    pointer === own ||
    pointer === body?.pointer ||
    places.some((place) => pointer === place || pointer.startsWith(`${place}/`))
  );
}

interface Body {
  readonly pointer?: string;
  readonly value?: Json;
}

/** Those to call with; the one that sends none where the operation can do without. */
function bodiesOf({ body, call }: Operation, { model, validators, invalid }: ValueSource): readonly Body[] {
  const content = findJsonContent(body?.content);
  const schema = content?.schema;
  const valid = (content?.examples ?? []).filter(({ value, pointer }) => {
    const fault = schema === undefined ? undefined : faultOf(value, schema, { model, validators });
    if (fault !== undefined) invalid.push(`${pointer}: ${fault}`);
    return fault === undefined;
  });
  if (valid.length > 0) return valid;
  // What the types owe of a body, they owe of one that may be missing too.
  const sent = content ?? body?.content[0];
  const isOwed = call.body === "members" && owesMembers(model, sent?.schema);
  return body?.required === true || isOwed ? [] : [{}];
}

function owesMembers({ schemas }: ApiModel, schema: SchemaID | undefined): boolean {
  const members = membersOf(schemas, schema === undefined ? undefined : schemas[schema]);
  return [...members.values()].some(({ required }) => required);
}

/**
 * What its own schema says against a value. A member that the schema does not declare, or that only answers have (`readOnly`), is
 * a mistake as well, if a lawful one.
 */
function faultOf(
  value: Json,
  schema: SchemaID,
  { model, validators }: Pick<ValueSource, "model" | "validators">,
): string | undefined {
  const undeclared = undeclaredMember(value, model.schemas[schema], model.schemas);
  return (
    validators.request(schema, false)(value) ??
    (undeclared === undefined
      ? undefined
      : `${undeclared} is no member that its schema declares for requests`)
  );
}

interface Values {
  readonly [pointer: string]: Json;
}

interface ValueSource {
  readonly model: ApiModel;
  readonly validators: Validators;
  readonly invalid: string[];
}

/** Values by the parameters' places; a sentence where one that is owed has none. */
function parameterValues(operation: Operation, source: ValueSource): Values | string {
  const { path, query, header, cookie } = operation.parameters;
  const values: Record<string, Json> = {};
  for (const parameter of [...path, ...query, ...header, ...cookie]) {
    const value =
      exampleOf(parameter, source) ?? (parameter.required ? madeFor(parameter, source) : undefined);
    if (value !== undefined) values[parameter.pointer] = value;
    else if (parameter.required) return `no value for the parameter ${parameter.name}`;
  }
  return values;
}

function exampleOf(parameter: Parameter, { validators, invalid }: ValueSource): Json | undefined {
  return parameter.examples.find(({ value, pointer }) => {
    const fault = validators.request(parameter.schema, false)(value);
    if (fault !== undefined) invalid.push(`${pointer}: ${fault}`);
    return fault === undefined;
  })?.value;
}

function madeFor({ schema, in: place }: Parameter, { model, validators }: ValueSource): Json | undefined {
  const made = sampleValue(model.schemas[schema], {
    schemas: model.schemas,
    members: "all",
    random: createRandom(1),
    now: 0,
    usesExamples: false,
  });
  // A path cannot show that a value is there and empty.
  const isEmpty = place === "path" && /^(?:""|\[[[\]]*\])$/.test(JSON.stringify(made));
  return !isEmpty && validators.request(schema, false)(made) === undefined ? made : undefined;
}

function callOf(operation: Operation, values: Values, { pointer, value: body }: Body): GoldenCall {
  const { call, parameters } = operation;
  const given = parameters.path.find(({ name }) => name === call.positional?.parameter);
  const others = [...parameters.path, ...parameters.query, ...parameters.header, ...parameters.cookie].filter(
    (parameter) => parameter !== given,
  );
  const named = others.flatMap((parameter): [string, Json][] => {
    const value = values[parameter.pointer];
    return value === undefined ? [] : [[parameter.argument, value]];
  });
  const whole: [string, Json][] = body === undefined ? [] : [["body", body]];
  const members = body === undefined ? [] : (Object.entries(body as object) as [string, Json][]);
  const entries = [...named, ...(call.body === "members" ? members : whole)];
  const positional = given === undefined ? undefined : values[given.pointer];
  return {
    operation,
    title: `${operation.id}${pointer === undefined ? "" : ` ${pointer}`}`,
    ...(positional !== undefined && { positional }),
    ...(call.paramsType !== undefined && entries.length > 0 && { params: Object.fromEntries(entries) }),
    ...(body !== undefined && { body }),
  };
}
