import { expect, test } from "vitest";
import { openProgress } from "../src/command/open-progress.ts";

function shown(isTTY: boolean): string[] {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), isTTY, columns: 20 };
  const progress = openProgress(stream as unknown as NodeJS.WriteStream);
  progress.show("1 of 2 checks: GET /\u001B[2J");
  progress.clear();
  return written;
}

test("a run shows one line on a terminal, never wider than it, and nothing where nobody watches", () => {
  expect(shown(true)).toEqual(["\r\u001B[K", "1 of 2 checks: GET ", "\r\u001B[K"]);
  expect(shown(false)).toEqual([]);
});
