import type { Json, Operation, Pointer } from "@specloom/api-model";
import { bodyType } from "../exchange/build-request.ts";
import type { Schemas } from "../judge/schemas.ts";
import { holdsReference } from "./references.ts";
import { sampleValue } from "./sample-value.ts";

/** A body that is valid by the document, and where it is from. */
export interface MadeBody {
  readonly value: Json;
  readonly pointer: Pointer;
  /** True where a member refers to a thing that this server may not have. */
  readonly refers: boolean;
}

/**
 * Bodies to send to an operation: its examples as far as they are valid by their own schema, else one made from the
 * schema. Empty where the operation takes none, or none can be made.
 */
export function requestBodies(schemas: Schemas, operation: Operation): readonly MadeBody[] {
  const type = bodyType(operation);
  const content =
    operation.body?.content.find(({ mediaType }) => mediaType === type) ?? operation.body?.content[0];
  if (content === undefined || type === undefined) return [];
  const { schema } = content;
  const isValid = (value: Json): boolean => schema === undefined || validates(schemas, schema, value);
  const examples = content.examples
    .filter(({ value }) => isValid(value))
    .map(({ value, pointer }) => madeBody(value, pointer));
  if (examples.length > 0 || schema === undefined) return examples;
  const sample = sampleValue(schemas, { $ref: schema });
  return sample !== undefined && isValid(sample) ? [madeBody(sample, schema)] : [];
}

function madeBody(value: Json, pointer: Pointer): MadeBody {
  return { value, pointer, refers: holdsReference(value) };
}

function validates(schemas: Schemas, id: string, value: Json): boolean {
  try {
    return schemas.validate("request", id, value).length === 0;
  } catch {
    return false;
  }
}

/** Why an operation that needs a body cannot be called; for {@link requestBodies} that found none. */
export function missingBody(operation: Operation): string {
  const call = `${operation.method} ${operation.path}`;
  if (bodyType(operation) !== undefined)
    return `${call}: no valid body is known; give the request body an example`;
  const types = (operation.body?.content ?? []).map(({ mediaType }) => mediaType);
  return `${call}: bodies of the type ${types.join(" or ")} are not sent`;
}
