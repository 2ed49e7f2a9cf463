import { describe, expect, test } from "vitest";
import { createRedactor } from "../src/exchange/redact.ts";
import { curlLine } from "../src/exchange/show-exchange.ts";
import { resolveTokenUrl } from "../src/exchange/token-url.ts";
import type { Exchange } from "../src/exchange/exchange.ts";
import { escapeText } from "../src/report/escape-text.ts";
import { boardModel } from "./fixture/board-model.ts";

const exchange = (url: string, body: string): Exchange => ({
  operation: boardModel.operations[1] as Exchange["operation"],
  request: { method: "POST", url, headers: { "Content-Type": "application/json" }, body },
  authorization: {
    headers: {},
    query: {},
    shellHeaders: { Authorization: "Bearer $BOARDS_TOKEN" },
    shellQuery: {},
  },
  answer: { kind: "no-answer", cause: "network", reason: "none" },
});

const resolve = (tokenUrl: string): string =>
  resolveTokenUrl(boardModel, "http://127.0.0.1:4010/api", tokenUrl);

describe("secrets", () => {
  test("are hidden by the name of their member and, once seen, by value", () => {
    const redactor = createRedactor(boardModel);
    redactor.learnFrom({ items: [{ secret: "s3cret-value" }] });
    expect(
      redactor.json({ secret: "other", deep: [{ secret: 1 }], name: "has s3cret-value inside" }),
    ).toEqual({
      secret: "***",
      deep: [{ secret: "***" }],
      name: "has *** inside",
    });
    expect(redactor.text("https://x/?k=s3cret-value")).toBe("https://x/?k=***");
  });

  test("that look like nothing do not blank the text", () => {
    const redactor = createRedactor(boardModel);
    redactor.learn("id");
    expect(redactor.text('{"id":1}')).toBe('{"id":1}');
  });
});

describe("a line for the shell", () => {
  test("keeps what a document or a server says between quotes", () => {
    const line = curlLine(
      exchange("http://h/a'$(id)", JSON.stringify({ name: "it's `$(rm)` \u009b\u202e" })),
      createRedactor(boardModel),
    );
    expect(line).toContain(`'http://h/a'\\''$(id)'`);
    expect(line).toContain(String.raw`'{"name":"it'\''s ${"`$(rm)`"} \u009b\u202e"}'`);
    expect(line).toContain('-H "Authorization: Bearer $BOARDS_TOKEN"');
  });
});

describe("text from elsewhere", () => {
  test("cannot act on a terminal", () => {
    expect(escapeText("a\u001b[2Jb\nc\u202Ed\u2028")).toBe(String.raw`a\u001b[2Jb\u000ac\u202ed\u2028`);
    expect(escapeText("Zürich 🙂")).toBe("Zürich 🙂");
  });
});

describe("a token URL", () => {
  test("follows the server under test, base path included", () => {
    expect(resolve("/token")).toBe("http://127.0.0.1:4010/api/token");
    expect(resolve("oauth/token")).toBe("http://127.0.0.1:4010/api/oauth/token");
    expect(resolve("https://boards.example/v1/token")).toBe("http://127.0.0.1:4010/api/token");
  });

  test("never take credentials to a host that the run was not pointed at", () => {
    expect(() => resolve("https://login.example/token")).toThrow(
      "The document's token URL is at login.example, the base URL at 127.0.0.1:4010, none of its servers",
    );
    const home = "https://boards.example/v1";
    expect(resolveTokenUrl(boardModel, home, "https://login.example/token")).toBe(
      "https://login.example/token",
    );
    expect(() => resolveTokenUrl(boardModel, home, "http://login.example/token")).toThrow("not over https");
    expect(resolve("https://boards.example/other/token")).toBe("http://127.0.0.1:4010/api/other/token");
  });
});
