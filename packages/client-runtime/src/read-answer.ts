// The answer of a resource call: its parsed body, or the error that it stands for.

import type { Call } from "./call.ts";
import { DecodeError } from "./errors/decode-error.ts";
import { statusErrorClass } from "./errors/status-error-class.ts";
import type { OperationDescription } from "./operation-description.ts";
import { discard } from "./discard.ts";
import { parseJson } from "./parse-json.ts";
import type { TransportResult } from "./transport.ts";

/** The error of an answer that is no success. */
export function statusError(call: Call, { response, error }: TransportResult): Error {
  const problem = [response.status, said(error) ?? response.statusText].join(" ").trim();
  return call.fail(statusErrorClass(response.status), problem, { body: error, response });
}

/**
 * The parsed body; undefined where the operation promises none.
 *
 * @throws {DecodeError} It is not JSON.
 * @throws {ConnectionError} It breaks off.
 */
export async function readBody(
  call: Call,
  operation: OperationDescription,
  response: Response,
): Promise<unknown> {
  const { status } = response;
  if (
    operation.answer === "none" ||
    status === 204 ||
    status === 205 ||
    operation.bodiless?.includes(status)
  ) {
    discard(response);
    return undefined;
  }
  const fail = (problem: string): Error => call.fail(DecodeError, `${status}, but the body is ${problem}`);
  const reader = operation.readAnswer;
  let text: string;
  try {
    if (reader) return await call.wait(async () => reader.read(response, { fail }));
    text = await call.wait(() => response.text());
  } catch (error) {
    throw call.failure(error);
  }
  if (text === "" && operation.answer === "optional") return undefined;
  const body = parseJson(text);
  if (body !== undefined) return body;
  const type = response.headers.get("content-type") ?? "no content type";
  const problem = text ? `not JSON (${type}, ${text.length} characters)` : "empty";
  throw fail(problem);
}

/** The sentence in which the common error bodies say what is wrong. */
function said(body: unknown): string | undefined {
  const { message, error, error_description, detail, title } = Object(body) as Record<string, unknown>;
  const nested = (Object(error) as { message?: unknown }).message;
  const found = [message, nested, error_description, detail, title, error].find(
    (one) => typeof one === "string",
  );
  return found?.slice(0, 500);
}
