import { describe, expect, it } from "vitest";

import { processOutput } from "../src/process-output.ts";

function record(isTTY: boolean, columns = 80) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const stream = (written: string[]) => ({ write: (text: string) => written.push(text), isTTY, columns });
  return { output: processOutput(stream(stdout), stream(stderr)), stdout, stderr };
}

describe("the progress line", () => {
  it("stands on stderr of a terminal, on one line, and is gone before other text", () => {
    const { output, stdout, stderr } = record(true);
    output.progress("reading");
    output.progress("writing");
    output.out("done\n");
    output.error("by the way\n");
    expect(stdout).toEqual(["done\n"]);
    expect(stderr).toEqual(["\r\u001B[Kreading …", "\r\u001B[Kwriting …", "\r\u001B[K", "by the way\n"]);
  });

  it("never wraps", () => {
    const { output, stderr } = record(true, 10);
    output.progress("reading a very long name");
    expect(stderr).toEqual(["\r\u001B[Kreading a"]);
  });

  it("is not there where stderr is no terminal", () => {
    const { output, stderr } = record(false);
    output.progress("reading");
    expect(stderr).toEqual([]);
  });
});
