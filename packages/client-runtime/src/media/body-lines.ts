import { AbortError } from "../errors/abort-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";

/** Characters that one line may have; a stream that never ends a line shall not fill the memory. */
const LONGEST_LINE = 64_000_000;

/**
 * The lines of a body as they come, without their ends (LF, CRLF, CR). Leaving the loop cancels the body.
 *
 * @throws {ConnectionError} The body breaks off.
 * @throws {AbortError} The caller aborted through `signal`.
 */
export async function* bodyLines(response: Response): AsyncGenerator<string, void, undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let rest = "";
  let endedInCR = false;
  try {
    for (;;) {
      const { done, value = "" } = await reader.read();
      // The LF of a CRLF that was cut in two: its CR has ended the line already.
      const text = endedInCR && value.startsWith("\n") ? value.slice(1) : value;
      endedInCR = value.endsWith("\r");
      const [first = "", ...further] = text.split(/\r\n|\n|\r/);
      const lines = [rest + first, ...further];
      rest = lines.pop() ?? "";
      yield* lines;
      if (done) {
        if (rest) yield rest;
        return;
      }
      if (rest.length > LONGEST_LINE) throw new TypeError(`a line has more than ${LONGEST_LINE} characters`);
    }
  } catch (cause) {
    // What breaks off by itself is a TypeError (Fetch, "incrementally read a body"); an abort has the reason of its signal.
    throw cause instanceof TypeError
      ? new ConnectionError("the connection failed in the middle of the stream", { response, cause })
      : new AbortError("the stream was aborted", { response, cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
