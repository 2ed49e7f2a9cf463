import type { Json, Schema } from "@specloom/api-model";

import { judgeValue } from "../../../packages/generator/src/examples/judge-value.ts";
import { isJsonObject } from "../../../packages/mock-server/src/json.ts";
import {
  foldSchema,
  isSchema,
  resolveSchema,
  subschemas,
  type Schemas,
} from "../../../packages/mock-server/src/schema/schema-view.ts";

const DEEPEST = 20;

/**
 * The place of a member that no schema declares for requests, as a pointer into the value; undefined where there is none. Such a value
 * holds for JSON Schema, whose objects are open, and is a mistake of the call for the compiler; so does one that every alternative
 * which declares the member refuses, and another leaves open.
 */
export function undeclaredMember(
  value: Json,
  schema: Json | undefined,
  schemas: Schemas,
): string | undefined {
  return find(value, [schema], { schemas, place: "", depth: 0 });
}

interface Looking {
  readonly schemas: Schemas;
  readonly place: string;
  readonly depth: number;
}

function find(value: Json, given: readonly (Json | undefined)[], looking: Looking): string | undefined {
  const { schemas, place, depth } = looking;
  const all = given.flatMap((schema) => alternativesOf(schema, schemas, 0));
  if (depth > DEEPEST || all.length === 0) return undefined;
  const inside = (name: string | number): Looking => ({
    schemas,
    place: `${place}/${name}`,
    depth: depth + 1,
  });
  if (Array.isArray(value)) {
    const items = all.map((schema) => schema["items"]);
    return value
      .map((item: Json, index) => find(item, items, inside(index)))
      .find((found) => found !== undefined);
  }
  if (!isJsonObject(value)) return undefined;
  const declaring = all.filter((schema) => isJsonObject(schema["properties"]));
  const isOpen = all.some(
    (schema) => schema["patternProperties"] !== undefined || isOpenFor(schema["additionalProperties"]),
  );
  for (const [name, member] of Object.entries(value)) {
    const declared = declaring.map((schema) => memberOf(schema["properties"], name)).filter(isDeclared);
    const isReadOnly = declared.some(
      (schema) => resolveSchema(schemas, schemaOf(schema))["readOnly"] === true,
    );
    const isRefused =
      declared.length > 0 &&
      declared.every((schema) => judgeValue(schemaOf(schema) ?? true, member, schemas) !== undefined);
    if (isReadOnly || isRefused || (declared.length === 0 && declaring.length > 0 && !isOpen))
      return `${place}/${name}`;
    const others = declared.length > 0 ? declared : all.map((schema) => schema["additionalProperties"]);
    const found = find(member, others, inside(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function schemaOf(value: Json): Schema | undefined {
  return isSchema(value) ? value : undefined;
}

function isOpenFor(additional: Json | undefined): boolean {
  return additional !== undefined && additional !== false;
}

function isDeclared(schema: Json | undefined): schema is Json {
  return schema !== undefined;
}

function memberOf(properties: Json | undefined, name: string): Json | undefined {
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema with its parts folded in, and each of its alternatives. */
function alternativesOf(
  schema: Json | undefined,
  schemas: Schemas,
  depth: number,
): readonly { readonly [keyword: string]: Json }[] {
  if (!isSchema(schema) || depth > DEEPEST) return [];
  const own = foldSchema(schemas, schema);
  const others = [...subschemas(own["oneOf"]), ...subschemas(own["anyOf"])];
  return [own, ...others.flatMap((other) => alternativesOf(other, schemas, depth + 1))];
}
