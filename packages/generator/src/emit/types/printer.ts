import type { Pointer, Schema, SchemaID, SchemaObject } from "@specloom/api-model";

/** Which way a value travels: `request` from client to server, `response` back. */
export type Direction = "request" | "response";

/** Why a friendly type says something else than its twin of openapi-typescript. */
export type Difference =
  | "open-enum"
  | "direction"
  | "additional-members"
  | "pattern-members"
  | "discriminator"
  | "undeclared-tag"
  | "other-tag"
  | "tuple"
  | "nullable-reference"
  | "unnamed-recursion"
  | "required-of-parts"
  | "required-alternatives"
  | "merged-member"
  | "empty-part"
  | "inferred-type"
  | "enum-without-null"
  | "type-beside-parts"
  | "beside-any-of"
  | "beside-reference"
  | "definitions"
  | "binary"
  | "handed-over"
  | "reusable-media-type"
  | "parameter"
  | "idempotency-key";

/** What the printers of single kinds of schema need of the whole. */
export interface Printer {
  readonly direction: Direction;
  /** The type of any schema, as an expression. */
  type(schema: Schema, pointer: Pointer): string;
  /** The schema at an id, or undefined where the document holds none. */
  lookup(id: SchemaID): Schema | undefined;
  /** True for schemas that have a name of their own. */
  isNamed(id: SchemaID): boolean;
  /** Says that the type differs from its twin. */
  differ(difference: Difference): void;
  /** Says that the members of a named schema were taken over instead of its name. */
  flatten(id: SchemaID): void;
  /** Says that a keyword cannot be expressed as a type. */
  lose(pointer: Pointer, lost: { readonly keyword: string; readonly effect: string }): void;
}

/** A schema and where it stands. */
export interface Placed<S = Schema> {
  readonly schema: S;
  readonly pointer: Pointer;
}
export type PlacedObject = Placed<SchemaObject>;
