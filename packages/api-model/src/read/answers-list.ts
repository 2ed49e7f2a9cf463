import type { Document } from "../document.ts";
import { findJsonContent, findSuccess } from "../find-response.ts";
import { pathSegments } from "./path-template.ts";
import type { RawOperation } from "./read-operations.ts";
import { isArraySchema, membersOf } from "./schema-shape.ts";

/** Names that envelopes give to what they hold. */
const ENVELOPE_MEMBERS = new Set([
  "items",
  "data",
  "results",
  "values",
  "entries",
  "records",
  "resources",
  "nodes",
  "elements",
  "objects",
  "rows",
  "hits",
  "content",
  "result",
  "value",
  "list",
]);

/**
 * True where an operation answers many things: pagination is declared, the answer is an array, or it is an object with an
 * array under a name that envelopes use, or under the last segment of the path (`GET /droplets` -> `{ droplets: [] }`).
 */
export function answersList(document: Document, operation: RawOperation): boolean {
  if (operation.pagination !== undefined) return true;
  const schema = findJsonContent(findSuccess(operation)?.content)?.schema;
  if (schema === undefined) return false;
  if (isArraySchema(document, schema)) return true;
  const last = pathSegments(operation.path).findLast((segment) => segment.parameters.length === 0);
  const listed = looseName(last?.text ?? "");
  return membersOf(document, schema).some(
    ({ name, pointer }) =>
      (ENVELOPE_MEMBERS.has(name) || looseName(name) === listed) && isArraySchema(document, pointer),
  );
}

/** `service-accounts`, `service_accounts` and `serviceAccounts` are one name. */
function looseName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}
