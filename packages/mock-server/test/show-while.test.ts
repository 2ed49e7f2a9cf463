import { expect, it } from "vitest";
import { showWhile } from "../src/cli/show-while.ts";

async function shown(isTTY: boolean, columns = 80): Promise<string[]> {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), isTTY, columns };
  await expect(
    showWhile(stream, "reading \u001B[31ma.yaml", () => Promise.reject(new Error("no"))),
  ).rejects.toThrow("no");
  return written;
}

it("shows a line on a terminal, never wider than it, takes it away whatever happens, and nothing elsewhere", async () => {
  expect(await shown(true)).toEqual(["reading \\u{1b}[31ma.yaml …", "\r\u001B[K"]);
  expect(await shown(true, 10)).toEqual(["reading \\", "\r\u001B[K"]);
  expect(await shown(false)).toEqual([]);
});
