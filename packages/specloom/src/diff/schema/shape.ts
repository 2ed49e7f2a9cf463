// What a schema says, taken apart: a union of cases, each of one JSON type. The prover compares cases; it never sees `allOf`,
// `anyOf` or `$ref`. What a case cannot hold stands in `opaque` and is compared as a name.
import type { Json, Pointer } from "@specloom/api-model";

/** A schema of one document. Two nodes with one id are the same schema. */
export interface SchemaNode {
  readonly id: number;
  readonly schema: Json;
  readonly pointer: Pointer;
}

/** Schemas that hold together; none of them means that anything goes. */
export interface Conjunction {
  /** Ids of the nodes: equal for equal conjunctions of one document. */
  readonly key: string;
  readonly nodes: readonly SchemaNode[];
}

export type TypeName = "null" | "boolean" | "number" | "string" | "array" | "object";

interface CaseBase {
  /** The only values, where there are only so many. */
  readonly values?: readonly Json[];
  /** What a value must not satisfy: `not`, and the other branches of a `oneOf`. */
  readonly excludes: readonly Conjunction[];
  /** Constraints that are compared by name only. */
  readonly opaque: readonly string[];
  /** Which branches of unions led here. */
  readonly label: string;
}

export interface NullCase extends CaseBase {
  readonly type: "null";
}
export interface BooleanCase extends CaseBase {
  readonly type: "boolean";
}
export interface NumberCase extends CaseBase {
  readonly type: "number";
  readonly minimum: number;
  readonly maximum: number;
  readonly isMinimumExclusive: boolean;
  readonly isMaximumExclusive: boolean;
  readonly isInteger: boolean;
  readonly multiples: readonly number[];
}
export interface StringCase extends CaseBase {
  readonly type: "string";
  readonly minLength: number;
  readonly maxLength: number;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
}
export interface ArrayPart {
  readonly prefix: readonly SchemaNode[];
  readonly rest?: SchemaNode;
}
export interface ContainsPart {
  readonly node: SchemaNode;
  readonly min: number;
  readonly max: number;
}
export interface ArrayCase extends CaseBase {
  readonly type: "array";
  readonly parts: readonly ArrayPart[];
  readonly minItems: number;
  readonly maxItems: number;
  readonly isUnique: boolean;
  readonly contains: readonly ContainsPart[];
}
/** One schema's word on members; a value must please every part. */
export interface ObjectPart {
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly patterns: readonly { readonly pattern: string; readonly node: SchemaNode }[];
  /** Of members that are neither declared nor match a pattern; absent where nothing is written. */
  readonly additional?: SchemaNode;
}
export interface ObjectCase extends CaseBase {
  readonly type: "object";
  readonly parts: readonly ObjectPart[];
  readonly required: ReadonlySet<string>;
  readonly minProperties: number;
  readonly maxProperties: number;
  readonly names: readonly SchemaNode[];
  readonly dependentRequired: readonly { readonly name: string; readonly needs: readonly string[] }[];
  /** Members that travel the other way only (`readOnly`, `writeOnly`). */
  readonly dropped: ReadonlySet<string>;
}

export type Case = NullCase | BooleanCase | NumberCase | StringCase | ArrayCase | ObjectCase;

/** The JSON type of a value. */
export function typeOfJson(value: Json): TypeName {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as TypeName;
}
