// Answers as the caller prefers, from the document alone: nothing is checked, nothing takes effect.
import type { Content, DocumentedResponse, Json, Operation } from "@specloom/api-model";
import { fault, type Fault } from "../answer/fault.ts";
import { requiredHeaders } from "../answer/required-headers.ts";
import type { Answer } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { sampleContent } from "../perform/sample-answer.ts";
import { planSuccess } from "../plan/success-plan.ts";
import { acceptContent } from "../request/media-type.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { writePreferences, type Preferences } from "./read-preferences.ts";

export interface PreferredCall {
  readonly operation: Operation;
  readonly accept: string | null;
  readonly preferences: Preferences;
}

/** A fault where the document has no such answer, for a wrong status in a test would mislead it. */
export function preferredAnswer(context: MockContext, call: PreferredCall): Answer | Fault {
  const chosen = chooseResponse(call);
  if ("sentence" in chosen) return chosen;
  const { status, response } = chosen;
  const content = acceptContent(response.content, call.accept) ?? response.content[0];
  const body = content === undefined ? noBody(call) : bodyOf(context, call, content);
  if (body !== undefined && isFault(body)) return body;
  const headers = {
    ...requiredHeaders(context, response),
    "preference-applied": writePreferences(call.preferences),
  };
  if (content === undefined || body === undefined) return { status, headers };
  return { status, headers, mediaType: content.mediaType, body: body.value };
}

interface Choice {
  readonly status: number;
  readonly response: DocumentedResponse;
}

function chooseResponse({ operation, preferences: { code } }: PreferredCall): Choice | Fault {
  if (code === undefined) {
    const { status, response } = planSuccess(operation);
    return response === undefined
      ? unmet(operation, "the document has no success for it")
      : { status, response };
  }
  const { responses } = operation;
  const response = [code, `${code.slice(0, 1)}XX`, "default"]
    .map((wanted) => responses.find(({ status }) => status.toUpperCase() === wanted.toUpperCase()))
    .find((one) => one !== undefined);
  if (response !== undefined && /^[2-5]\d\d$/.test(code)) return { status: Number(code), response };
  const documented = responses.map(({ status }) => status).join(", ");
  return unmet(operation, `code=${code} is none of its statuses; the document has ${documented}`);
}

type Body = { readonly value: Json } | Fault;

function isFault(body: Body): body is Fault {
  return "sentence" in body;
}

function noBody({ operation, preferences: { example } }: PreferredCall): Fault | undefined {
  return example === undefined
    ? undefined
    : unmet(operation, `example=${example} is not there: the answer has no body`);
}

function bodyOf(context: MockContext, { operation, preferences }: PreferredCall, content: Content): Body {
  const { example, dynamic } = preferences;
  if (example !== undefined) {
    const named = content.examples.find(({ name }) => name === example);
    if (named !== undefined) return { value: named.value };
    const names = content.examples.flatMap(({ name }) => name ?? []).join(", ");
    return unmet(
      operation,
      `example=${example} is none of its examples; the document has ${names === "" ? "none by name" : names}`,
    );
  }
  if (dynamic === undefined || content.schema === undefined)
    return { value: sampleContent(context, content) };
  const { schemas, random, now } = context;
  const schema = schemas[content.schema];
  return { value: sampleValue(schema, { schemas, random, now: now(), members: "all", usesExamples: false }) };
}

function unmet({ method, path }: Operation, reason: string): Fault {
  return fault("malformed", `the Prefer header of ${method} ${path} cannot be met: ${reason}`);
}
