// Headers that the document says an answer has (`required: true`), where nothing else gave them a value.
import { findResponse, type DocumentedResponse, type Json, type Operation } from "@specloom/api-model";
import type { Answer } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { createRandom } from "../random.ts";
import { sampleValue } from "../schema/sample-value.ts";

/** The answer with each header that the response of its status requires. */
export function withRequiredHeaders(context: MockContext, operation: Operation, answer: Answer): Answer {
  const response = findResponse(operation, answer.status);
  if (response?.headers.some(({ required }) => required) !== true) return answer;
  return { ...answer, headers: { ...requiredHeaders(context, response), ...answer.headers } };
}

/** Of one response, by name in lower case; Content-Type follows the body (OpenAPI 3.1, section 4.8.17). */
export function requiredHeaders(context: MockContext, { headers }: DocumentedResponse): Answer["headers"] {
  const { schemas, seed, now } = context;
  const owed = headers.filter(({ name, required }) => required && name.toLowerCase() !== "content-type");
  const values = owed.map(({ name, schema }): [string, string] => {
    const options = { schemas, random: createRandom(seed), now: now(), members: "all" } as const;
    const value = sampleValue(schema === undefined ? { type: "string" } : schemas[schema], options);
    return [name.toLowerCase(), writeSimple(value)];
  });
  return Object.fromEntries(values.filter(([name, text]) => isSendable(name, text)));
}

/** The style `simple`, the one that headers have. */
function writeSimple(value: Json): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(writeSimple).join(",") : JSON.stringify(value);
}

/** RFC 9110, 5.1 and 5.5: names are tokens; a value beyond Latin-1, or of several lines, cannot be written. */
function isSendable(name: string, text: string): boolean {
  return /^[-!#$%&'*+.^_`|~\da-z]+$/.test(name) && /^[\t\u0020-\u007E\u00A0-\u00FF]*$/.test(text);
}
