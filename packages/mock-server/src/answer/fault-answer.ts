// Turns a fault into the answer that the document would give: the documented status that fits best, else the RFC's, and a
// body in the document's own error schema.
import type { Content, DocumentedResponse, Operation } from "@specloom/api-model";
import type { Answer } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { isJsonType } from "../request/media-type.ts";
import { errorBody } from "./error-body.ts";
import { FITTING_STATUSES, STANDARD_STATUS, type Fault } from "./fault.ts";

export interface FaultAnswers {
  /** Without an operation where the fault came before one was found. */
  answer(fault: Fault, operation?: Operation): Answer;
}

export function createFaultAnswers(context: MockContext): FaultAnswers {
  let usual: { readonly content: Content | undefined } | undefined;
  return {
    answer: (fault, operation) => {
      const choice = chooseResponse(fault, operation?.responses ?? []);
      usual ??= { content: usualErrorContent(context.model.operations) };
      const isDocumented = choice.response !== undefined;
      const content = isDocumented
        ? errorContent(choice.response.content)
        : (anyErrorContent(operation?.responses ?? []) ?? usual.content);
      if (content === undefined && isDocumented)
        return { status: choice.status, headers: fault.headers ?? {} };
      return {
        status: choice.status,
        headers: fault.headers ?? {},
        ...bodyOf(context, content, { fault, status: choice.status }),
      };
    },
  };
}

interface Choice {
  readonly status: number;
  readonly response: DocumentedResponse | undefined;
}

function chooseResponse(fault: Fault, responses: readonly DocumentedResponse[]): Choice {
  const fitting = fault.declared ?? FITTING_STATUSES[fault.kind];
  const standard = fault.declared === undefined ? STANDARD_STATUS[fault.kind] : Number(fault.declared[0]);
  for (const status of fitting) {
    const response = responses.find((one) => one.status === status);
    if (response !== undefined) return { status: Number(status), response };
  }
  const range = `${Math.floor(standard / 100)}XX`;
  const response =
    responses.find(({ status }) => status.toUpperCase() === range) ??
    responses.find(({ status }) => status === "default");
  return { status: standard, response };
}

function errorContent(contents: readonly Content[]): Content | undefined {
  return contents.find(({ mediaType }) => isJsonType(mediaType)) ?? contents[0];
}

function isErrorResponse({ status }: DocumentedResponse): boolean {
  return /^[45]/.test(status) || status === "default";
}

function anyErrorContent(responses: readonly DocumentedResponse[]): Content | undefined {
  return errorContents(responses)[0];
}

function errorContents(responses: readonly DocumentedResponse[]): readonly Content[] {
  return responses
    .filter(isErrorResponse)
    .flatMap(({ content }) => content.filter(({ mediaType }) => isJsonType(mediaType)));
}

/** The error content that most responses of the document have. */
function usualErrorContent(operations: readonly Operation[]): Content | undefined {
  const counted = new Map<string, { readonly content: Content; count: number }>();
  for (const content of operations.flatMap(({ responses }) => errorContents(responses))) {
    const key = `${content.mediaType} ${content.schema ?? ""}`;
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { content, count: 1 });
    else known.count += 1;
  }
  return [...counted.values()].toSorted((first, second) => second.count - first.count)[0]?.content;
}

function bodyOf(
  context: MockContext,
  content: Content | undefined,
  about: { readonly fault: Fault; readonly status: number },
): Pick<Answer, "body" | "mediaType"> {
  if (content === undefined) {
    // A document without any error schema: problem details (RFC 9457).
    const { sentence, kind } = about.fault;
    const body = {
      type: "about:blank",
      title: kind.replaceAll("-", " "),
      status: about.status,
      detail: sentence,
    };
    return { mediaType: "application/problem+json", body };
  }
  if (!isJsonType(content.mediaType)) return { mediaType: content.mediaType, body: about.fault.sentence };
  const schema = content.schema === undefined ? undefined : context.schemas[content.schema];
  const body = errorBody(context, schema, about);
  const isSound =
    content.schema === undefined || context.validators.response(content.schema)(body) === undefined;
  return { mediaType: content.mediaType, body: isSound ? body : (content.examples[0]?.value ?? body) };
}
