// Reads the x-specloom blocks. It agrees with x-specloom.schema.json (a test runs both over the same samples) and is
// written by hand so that every fault has its own pointer and the rest of a block still counts.
import type {
  Json,
  ManagedMember,
  OneTimeSecret,
  Pagination,
  Parameter,
  Pointer,
  Tenant,
  Verb,
} from "../model.ts";
import { memberOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import type { Report } from "../problem-codes.ts";
import {
  block,
  boolean,
  listOf,
  mapOf,
  oneOf,
  optional,
  required,
  statuses,
  text,
  type Fault,
  type Reader,
} from "./block-readers.ts";
import { pagination } from "./pagination-reader.ts";

const VERBS = [
  "list",
  "create",
  "retrieve",
  "update",
  "replace",
  "delete",
  "action",
] as const satisfies Verb[];
const CHANGES = ["create", "update", "use"] as const satisfies ManagedMember["changes"][];

const documentBlock = block({
  tenant: optional(
    block({
      parameter: required(text),
      boundBy: required(oneOf(["token"])),
      otherTenant: required(statuses),
    }),
  ),
});
const pathItemBlock = block({ resource: optional(text) });
const operationBlock = block({
  verb: optional(oneOf(VERBS)),
  pagination: optional(pagination),
  idempotencyKey: optional(text),
});
const parameterBlock = block({ enforceFormat: optional(boolean), expands: optional(mapOf(listOf(text, 0))) });
const schemaBlock = block({
  identity: optional(text),
  managed: optional(mapOf(oneOf(CHANGES))),
  unique: optional(listOf(listOf(text, 1), 0)),
  secrets: optional(
    mapOf(block({ exchange: optional(block({ scheme: required(text), clientID: required(text) })) })),
  ),
});

/** What an operation says under `x-specloom`. */
export interface OperationExtension {
  readonly verb?: Verb;
  readonly pagination?: Pagination;
  readonly idempotencyKey?: string;
}

/** What a parameter says under `x-specloom`. */
export interface ParameterExtension {
  readonly enforceFormat?: boolean;
  readonly expands?: Parameter["expands"];
}

/** What a schema says under `x-specloom`. */
export interface SchemaExtension {
  readonly identity?: string;
  readonly managed?: readonly ManagedMember[];
  readonly unique?: readonly (readonly string[])[];
  readonly secrets?: readonly OneTimeSecret[];
}

/** A value that may have an x-specloom block, and where it stands. */
interface Holder {
  readonly value: Json;
  readonly pointer: Pointer;
}

export function readDocumentExtension(holder: Holder, report: Report): { readonly tenant?: Tenant } {
  return readBlock(holder, documentBlock, report) ?? {};
}

export function readPathItemExtension(holder: Holder, report: Report): { readonly resource?: string } {
  return readBlock(holder, pathItemBlock, report) ?? {};
}

export function readOperationExtension(holder: Holder, report: Report): OperationExtension {
  return readBlock(holder, operationBlock, report) ?? {};
}

export function readParameterExtension(holder: Holder, report: Report): ParameterExtension {
  const { expands, ...rest } = readBlock(holder, parameterBlock, report) ?? {};
  return { ...rest, ...(expands && { expands: expands.map(([value, members]) => ({ value, members })) }) };
}

/** Undefined where the schema has no block. */
export function readSchemaExtension(holder: Holder, report: Report): SchemaExtension | undefined {
  const found = readBlock(holder, schemaBlock, report);
  if (found === undefined) return undefined;
  const { managed, secrets, ...rest } = found;
  return {
    ...rest,
    ...(managed && { managed: managed.map(([member, changes]) => ({ member, changes })) }),
    ...(secrets && {
      secrets: secrets.map(([member, { exchange }]) =>
        exchange === undefined ? { member } : { member, exchange },
      ),
    }),
  };
}

function readBlock<Value>(
  { value, pointer }: Holder,
  read: Reader<Value>,
  report: Report,
): Value | undefined {
  const found = memberOf(value, "x-specloom");
  if (found === undefined) return undefined;
  const fault: Fault = (at, message, hint) =>
    report("x-specloom-invalid", at, { message: `x-specloom: ${message}`, hint });
  return read(found, joinPointer(pointer, "x-specloom"), fault);
}
