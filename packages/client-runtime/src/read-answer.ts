// The answer of a resource call: its parsed body.

import type { Call } from "./call.ts";
import { DecodeError } from "./errors/decode-error.ts";
import type { OperationDescription } from "./operation-description.ts";
import { discard } from "./discard.ts";
import { parseJson } from "./parse-json.ts";

/**
 * The parsed body; undefined where the operation promises none.
 *
 * @throws {DecodeError} It is not JSON.
 * @throws What the body throws where it breaks off.
 */
export function readBody(call: Call, operation: OperationDescription, response: Response): unknown {
  const { status, headers } = response;
  const { answer, bodiless, readAnswer } = operation;
  if (answer === "none" || status === 204 || status === 205 || bodiless?.includes(status)) {
    discard(response);
    return undefined;
  }
  const fail = (problem: string): Error => call.fail(DecodeError, `${status}, but the body is ${problem}`);
  // To read again what `asResponse` gave away would look like a connection that failed, and send the call again.
  if (response.bodyUsed || response.body?.locked) throw fail("taken by asResponse()");
  const parse = (text: string): unknown => {
    const body = parseJson(text);
    if (body !== undefined || (!text && answer)) return body;
    const type = headers.get("content-type") ?? "no content type";
    throw fail(text ? `not JSON (${type}, ${text.length} characters)` : "empty");
  };
  return call.wait(
    readAnswer ? Promise.resolve(readAnswer.read(response, { fail })) : response.text().then(parse),
  );
}
