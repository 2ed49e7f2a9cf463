// Refusals that are as right as others: no check may tell a server that gives one from a server that gives the other.
import type { ApiModel, Parameter } from "@specloom/api-model";
import type { Difference, Recorded } from "./record.ts";

/** Statuses for a request that names nothing and may be wrong in another way too (RFC 9110, sections 15.5.1, 15.5.5, 15.5.21). */
const NAMES_NOTHING: readonly string[] = ["400", "404", "422"];
/** The same where a value of the path is of a form that names nothing (section 15.5.15). */
const CANNOT_NAME: readonly string[] = [...NAMES_NOTHING, "414"];

/** An Accept header that lets JSON through (section 12.5.1). */
const acceptsJSON = /json(?!\s*;\s*q=0(?:\D|$))|\*\/\*/i;

/**
 * Why an answer is as right as the one that was expected; undefined where it is not.
 * @param before what was recorded before the request
 */
export function whyRight(
  model: ApiModel,
  { request, expected, found }: Difference,
  before: readonly Recorded[],
): string | undefined {
  const statuses = [expected, found].map((answer) => answer.split("\n", 1)[0] ?? "");
  const are = (allowed: readonly string[]): boolean => statuses.every((status) => allowed.includes(status));
  const values = pathValues(model, new URL(request.url).pathname, request.method);
  const given = `${statuses[1]} for ${statuses[0]}`;
  const accept = request.headers.find(([name]) => name.toLowerCase() === "accept")?.[1] ?? "*/*";
  const refusals = acceptsJSON.test(accept) ? CANNOT_NAME : [...CANNOT_NAME, "406"];
  if (values.some(({ parameter, value }) => !isValid(model, parameter, value)) && are(refusals))
    return `${given} where a value of the path is not valid`;
  const unknown = values.find(({ value, isOwn }) => isOwn && !isKnown(value, before));
  return unknown !== undefined && are(NAMES_NOTHING)
    ? `${given} where nothing has the ${unknown.parameter.name} of the path, whatever else is wrong`
    : undefined;
}

interface PathValue {
  readonly parameter: Parameter;
  readonly value: string;
  /** True where things that are made have this parameter for their name. */
  readonly isOwn: boolean;
}

function pathValues(model: ApiModel, pathname: string, method: string): readonly PathValue[] {
  const segments = pathname.split("/");
  const names = new Set(model.lifecycles.map(({ itemParameter }) => itemParameter));
  for (const { path, method: own, parameters } of model.operations) {
    const template = path.split("/");
    const fits =
      own === method &&
      template.length === segments.length &&
      template.every((part, index) => part.startsWith("{") || part === segments[index]);
    if (!fits) continue;
    return parameters.path.map((parameter) => ({
      parameter,
      value: decode(segments[template.indexOf(`{${parameter.name}}`)] ?? ""),
      isOwn: names.has(parameter.name),
    }));
  }
  return [];
}

function isValid({ schemas }: ApiModel, { schema }: Parameter, value: string): boolean {
  const rules = schemas[schema];
  if (typeof rules !== "object") return true;
  const { minLength = 0, maxLength = Infinity, pattern } = rules;
  const length = Array.from(value).length;
  const isLong = length >= Number(minLength) && length <= Number(maxLength);
  return isLong && (typeof pattern !== "string" || new RegExp(pattern, "u").test(value));
}

/** Whether some answer has told of a value. */
function isKnown(value: string, before: readonly Recorded[]): boolean {
  const isNumber = /^\d+$/.test(value);
  const number = new RegExp(`[:[,]${value}[,}\\]]`);
  return before.some(
    ({ answer }) => answer.includes(JSON.stringify(value)) || (isNumber && number.test(answer)),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
