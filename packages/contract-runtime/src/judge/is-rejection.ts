import type { ApiModel, Operation } from "@specloom/api-model";
import { findResponse } from "../document/find-response.ts";
import type { CoverageCase } from "../make/coverage-case.ts";

/** Statuses that RFC 9110 and RFC 6585 give to a fault in this place, documented or not. */
const standard: { readonly [place: string]: readonly number[] } = {
  body: [413, 415],
  path: [404, 410, 414],
  query: [414],
  header: [431],
  cookie: [431],
};

/** Statuses that refuse a case, beside those that the document gives by range or default. */
export function rejectionStatuses(
  model: ApiModel,
  operation: Operation,
  { parameter }: CoverageCase,
): readonly number[] {
  const documented = ["400", "422"].filter((status) =>
    operation.responses.some((response) => response.status === status),
  );
  const place = parameter?.parameter.in ?? "body";
  const isTenant = parameter !== undefined && model.tenant?.parameter === parameter.parameter.name;
  return [
    ...documented.map(Number),
    ...(standard[place] ?? []),
    ...(isTenant ? (model.tenant?.otherTenant ?? []).map(Number) : []),
    ...cursorStatuses(operation, parameter?.parameter.name),
  ];
}

/** True where a status refuses an invalid request by the document. 401 and 429 are about the caller, not the request. */
export function isRejection(operation: Operation, status: number, allowed: readonly number[]): boolean {
  if (allowed.includes(status)) return true;
  const response = findResponse(operation, status);
  const isOpen = response !== undefined && !/^\d{3}$/.test(response.status);
  return isOpen && status >= 400 && status < 500 && status !== 401 && status !== 429;
}

function cursorStatuses({ pagination }: Operation, name: string | undefined): readonly number[] {
  if (pagination?.kind !== "cursor") return [];
  const isCursor = [pagination.next.parameter, pagination.previous?.parameter].includes(name);
  return isCursor ? pagination.malformed.map(Number).filter((status) => !Number.isNaN(status)) : [];
}
