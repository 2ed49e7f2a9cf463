/** A value as JSON for programs, safe on a terminal too: what would move its cursor or turn the reading direction is escaped. */
export function jsonText(value: unknown): string {
  return `${escapeOrders(JSON.stringify(value, undefined, 2))}\n`;
}

/** The same on one line. */
export function jsonLine(value: unknown): string {
  return `${escapeOrders(JSON.stringify(value))}\n`;
}

/** Outside of strings JSON holds no such character but the line feeds of its layout. */
function escapeOrders(json: string): string {
  return json.replaceAll(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}
