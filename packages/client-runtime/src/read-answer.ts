// The answer of a resource call: its parsed body, or the error that it stands for.

import type { Call } from "./call.ts";
import { DecodeError } from "./errors/decode-error.ts";
import { statusErrorClass } from "./errors/status-error-class.ts";
import type { OperationDescription } from "./operation-description.ts";
import { discard } from "./discard.ts";
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
  if (operation.answer === "none" || response.status === 204 || response.status === 205) {
    discard(response);
    return undefined;
  }
  let text: string;
  try {
    text = await call.wait(() => response.text());
  } catch (error) {
    throw call.failure(error);
  }
  if (text === "" && operation.answer === "optional") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What JSON.parse says shows a piece of the body, which may be a secret.
    const type = response.headers.get("content-type") ?? "no content type";
    const problem =
      text === "" ? "the body is empty" : `the body is not JSON (${type}, ${text.length} characters)`;
    throw call.fail(DecodeError, `${response.status}, but ${problem}`);
  }
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
