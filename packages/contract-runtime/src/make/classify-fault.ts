import type { SchemaFault } from "../judge/schemas.ts";
import type { RejectionCode } from "./coverage-case.ts";

const codes: { readonly [keyword: string]: RejectionCode } = {
  type: "rejects-wrong-type",
  required: "rejects-missing",
  enum: "rejects-unlisted",
  const: "rejects-unlisted",
  additionalProperties: "rejects-unlisted",
  unevaluatedProperties: "rejects-unlisted",
};

/** A fault for which a server must refuse a value; `format` alone is advice unless it is enforced. */
export function bindingFault(
  faults: readonly SchemaFault[],
  enforcesFormat = false,
): SchemaFault | undefined {
  return faults.find(({ pointer }) => enforcesFormat || !pointer.endsWith("/format"));
}

/** The check that a server refuses a value with this fault. */
export function rejectionCode({ pointer }: SchemaFault): RejectionCode {
  return codes[pointer.slice(pointer.lastIndexOf("/") + 1)] ?? "rejects-out-of-bounds";
}
