/** The parsed text; undefined where it is not JSON. What `JSON.parse` throws would show a piece of the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
