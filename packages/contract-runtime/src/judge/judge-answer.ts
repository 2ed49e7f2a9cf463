// What every answer owes the document, whatever was asked: status, media type, headers, body. Pure.
import type { DocumentedResponse, Json, Operation, Pointer, ResponseHeader } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import type { CheckCode } from "../contract/check-kinds.ts";
import { essence, findContent, findResponse, isJsonType } from "../document/find-response.ts";
import type { Answer, NoAnswer } from "../exchange/exchange.ts";
import type { Schemas } from "./schemas.ts";
import { showValue } from "./show-value.ts";

/** What was found about one check: nothing wrong, something wrong, or that it cannot be told. */
export type Finding =
  | { readonly code: CheckCode; readonly kind: "held" }
  | { readonly code: CheckCode; readonly kind: "broken"; readonly fault: Fault }
  | { readonly code: CheckCode; readonly kind: "not-judged"; readonly reason: string };

/** What is wrong, and where the document says otherwise. */
export interface Fault {
  readonly expected: string;
  readonly found: string;
  readonly pointer: Pointer;
  readonly assumed: boolean;
}

/** Statuses that RFC 9110 and RFC 6585 assign to the very fault of a request, or to load: they need no documentation. */
export const standardStatuses: ReadonlySet<number> = new Set([
  405, 406, 411, 413, 414, 415, 428, 429, 431, 503,
]);

/** Statuses without a body (RFC 9110, sections 15.3.5, 15.3.6, 15.4.5). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Judges one answer by the document.
 * @param licensed statuses that something else than the documented responses licenses for this very request
 */
export function judgeAnswer(
  {
    schemas,
    operation,
    licensed = [],
  }: { readonly schemas: Schemas; readonly operation: Operation; readonly licensed?: readonly number[] },
  answer: Answer | NoAnswer,
): readonly Finding[] {
  if (answer.kind === "no-answer")
    return [broken("status-documented", statusFault(operation, `no answer: ${answer.reason}`))];
  const findings: Finding[] = [judgeServerError(operation, answer)];
  const response = findResponse(operation, answer.status);
  if (response === undefined) {
    if (answer.status >= 500) return findings;
    const known =
      standardStatuses.has(answer.status) ||
      licensed.includes(answer.status) ||
      isUntoldSuccess(operation, answer);
    const location = answer.headers.get("location");
    const found = `status ${answer.status}${location === null ? "" : ` (Location: ${location})`}`;
    return [
      ...findings,
      known ? held("status-documented") : broken("status-documented", statusFault(operation, found)),
    ];
  }
  return [
    ...findings,
    held("status-documented"),
    judgeMediaType(response, answer),
    judgeHeaders(schemas, response, answer),
    judgeBody(schemas, response, answer),
    ...judgeOwnStatus(schemas, response, answer),
  ];
}

/** Where a document tells of faults alone, how a success is answered is the server's to say. */
function isUntoldSuccess({ responses }: Operation, { status }: Answer): boolean {
  return status >= 200 && status < 300 && responses.every((response) => /^[145]/.test(response.status));
}

/** An error body with a documented number `status` tells the status of its answer. */
function judgeOwnStatus(
  schemas: Schemas,
  { content, assumed }: DocumentedResponse,
  answer: Answer,
): readonly Finding[] {
  const id = findContent(content, answer.headers.get("content-type") ?? "")?.schema;
  if (answer.status < 400 || id === undefined || !isObject(answer.json)) return [];
  const member = schemas.members(id).get("status");
  const told = Object.hasOwn(answer.json, "status") ? answer.json["status"] : undefined;
  if (member === undefined || typeof told !== "number") return [];
  const code = "error-status";
  if (told === answer.status) return [held(code)];
  const expected = `at /status, the status of the answer: ${answer.status}`;
  return [broken(code, { expected, found: String(told), pointer: `${id}/properties/status`, assumed })];
}

/** True where error bodies of an operation have a number `status`. */
export function tellsStatus(schemas: Schemas, { responses }: Operation): boolean {
  return responses.some(({ status, content }) =>
    content.some(({ schema }) => {
      const member = schema === undefined ? undefined : schemas.members(schema).get("status");
      const type = member === undefined ? undefined : schemas.resolve(member)["type"];
      return !/^[123]/.test(status) && (type === "integer" || type === "number");
    }),
  );
}

function judgeServerError(operation: Operation, { status }: Answer): Finding {
  if (status < 500) return held("no-server-error");
  const pointer = `${operation.pointer}/responses`;
  return broken("no-server-error", {
    expected: "an answer that is no 5xx",
    found: `status ${status}`,
    pointer,
    assumed: false,
  });
}

function statusFault(operation: Operation, found: string): Fault {
  const known = operation.responses.map(({ status }) => status).join(", ");
  const assumed = operation.responses.some((response) => response.assumed && response.status.startsWith("2"));
  return {
    expected: `one of the statuses ${known}`,
    found,
    pointer: `${operation.pointer}/responses`,
    assumed,
  };
}

function judgeMediaType(response: DocumentedResponse, answer: Answer): Finding {
  const code = "media-type";
  if (response.content.length === 0 || bodiless.has(answer.status)) return held(code);
  const mediaType = answer.headers.get("content-type");
  if (mediaType !== null && findContent(response.content, mediaType) !== undefined) return held(code);
  const expected = `Content-Type ${response.content.map((content) => content.mediaType).join(" or ")}`;
  const found = mediaType === null ? "no Content-Type" : `Content-Type ${mediaType}`;
  return broken(code, { expected, found, pointer: `${response.pointer}/content`, assumed: response.assumed });
}

function judgeHeaders(schemas: Schemas, response: DocumentedResponse, answer: Answer): Finding {
  for (const header of response.headers) {
    // OpenAPI 3.1, section 4.8.17: a header named Content-Type is ignored, the key of `content` speaks for it.
    if (header.name.toLowerCase() === "content-type") continue;
    const fault = headerFault(schemas, header, answer.headers.get(header.name));
    if (fault !== undefined) return broken("response-headers", { ...fault, assumed: response.assumed });
  }
  return held("response-headers");
}

function headerFault(
  schemas: Schemas,
  header: ResponseHeader,
  text: string | null,
): Omit<Fault, "assumed"> | undefined {
  if (text === null) {
    const expected = `the header ${header.name}`;
    return header.required
      ? { expected, found: "no such header", pointer: `${header.pointer}/required` }
      : undefined;
  }
  if (header.schema === undefined) return undefined;
  const type = schemas.resolve(header.schema)["type"];
  if (type === "array" || type === "object") return undefined;
  const value =
    type === "integer" || type === "number"
      ? text.trim() === ""
        ? text
        : Number(text)
      : type === "boolean"
        ? booleanOf(text)
        : text;
  const [fault] = schemas.validate("response", header.schema, Number.isNaN(value) ? text : value);
  if (fault === undefined) return undefined;
  return {
    expected: `in the header ${header.name}, ${fault.expected}`,
    found: showValue(text),
    pointer: fault.pointer,
  };
}

function booleanOf(text: string): Json {
  return text === "true" ? true : text === "false" ? false : text;
}

function judgeBody(schemas: Schemas, response: DocumentedResponse, answer: Answer): Finding {
  const code = "response-body";
  const fault = (expected: string, found: string, pointer: Pointer): Finding =>
    broken(code, { expected, found, pointer, assumed: response.assumed });
  if (bodiless.has(answer.status)) {
    return answer.text === ""
      ? held(code)
      : fault("no body", `a body of ${answer.text.length} characters`, response.pointer);
  }
  const mediaType = answer.headers.get("content-type") ?? "";
  const content = findContent(response.content, mediaType);
  if (content === undefined) {
    if (response.content.length === 0) return held(code);
    const reason = "the body has no documented media type";
    return answer.text === ""
      ? fault("a body", "none", `${response.pointer}/content`)
      : { code, kind: "not-judged", reason };
  }
  if (content.schema === undefined) return held(code);
  if (!isJsonType(mediaType)) {
    return essence(mediaType).startsWith("text/")
      ? judgeValue(schemas, { response, id: content.schema }, answer.text)
      : { code, kind: "not-judged", reason: `bodies of the type ${essence(mediaType)} are not read` };
  }
  if (answer.jsonFault !== undefined) return fault("a JSON body", answer.jsonFault, content.pointer);
  if (answer.json === undefined) return fault("a JSON body", "an empty one", content.pointer);
  return judgeValue(schemas, { response, id: content.schema }, answer.json);
}

function judgeValue(
  schemas: Schemas,
  { response, id }: { readonly response: DocumentedResponse; readonly id: string },
  value: Json,
): Finding {
  const code = "response-body";
  try {
    const [fault] = schemas.validate("response", id, value);
    if (fault === undefined) return held(code);
    const place = fault.at === "" ? "the body" : `the body at ${fault.at}`;
    const { assumed } = response;
    return broken(code, {
      expected: `in ${place}, ${fault.expected}`,
      found: fault.found,
      pointer: fault.pointer,
      assumed,
    });
  } catch (error) {
    return {
      code,
      kind: "not-judged",
      reason: `the schema ${id} cannot be compiled: ${(error as Error).message}`,
    };
  }
}

function held(code: CheckCode): Finding {
  return { code, kind: "held" };
}

function broken(code: CheckCode, fault: Fault): Finding {
  return { code, kind: "broken", fault };
}
