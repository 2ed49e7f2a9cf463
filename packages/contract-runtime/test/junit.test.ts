import { expect, test } from "vitest";
import type { CheckResult } from "../src/index.ts";
import { planContract } from "../src/index.ts";
import { failureLines } from "../src/report/failure-lines.ts";
import { formatJUnit } from "../src/report/junit.ts";
import { boardModel } from "./fixture/board-model.ts";

/** Every control character, what XML quotes by, and half a surrogate pair. */
const hostile = `${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join("")}"'<>&]]>--><!--\uD800\uFFFE\uFFFF\u202Eé\u{1F600}`;

/** Names of the elements of an XML text, in order. @throws Error where it is not well-formed (XML 1.0, sections 2.1 to 4.6) */
function readXml(
  text: string,
): readonly { readonly name: string; readonly attributes: Record<string, string> }[] {
  // oxlint-disable-next-line no-control-regex -- what XML 1.0, section 2.2, leaves out
  const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uD800-\uDFFF]/u.exec(text);
  if (illegal !== null) throw new Error(`illegal character at ${illegal.index}`);
  const entity = "&(?:amp|lt|gt|quot|apos);";
  const token = new RegExp(
    `<\\?xml[^?]*\\?>|<(?<open>\\w+)(?<attributes>(?:\\s+\\w+="(?:[^<&"]|${entity})*")*)\\s*(?<empty>/?)>|</(?<close>\\w+)>|(?:[^<&]|${entity})+`,
    "uy",
  );
  const stack: string[] = [];
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text)?.groups;
    if (found === undefined) throw new Error(`no XML: ${text.slice(at, at + 80)}`);
    const { open, attributes = "", empty, close } = found;
    if (open !== undefined) {
      const pairs = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]);
      elements.push({ name: open, attributes: Object.fromEntries(pairs) as Record<string, string> });
      if (empty === "") stack.push(open);
    }
    if (close !== undefined && stack.pop() !== close) throw new Error(`${close} ends what is not open`);
  }
  if (stack.length > 0) throw new Error(`${stack.join(", ")} never ends`);
  return elements;
}

test("a JUnit report is well-formed whatever a document and a server say, and counts what it holds", () => {
  const [scenario] = planContract(boardModel);
  const check = { ...(scenario?.checks[0] as CheckResult["check"]), title: hostile, path: hostile };
  const failure = {
    expected: hostile,
    found: hostile,
    pointer: hostile,
    assumed: true,
    request: { method: "POST", url: hostile, headers: {}, body: hostile },
    response: { status: 500, headers: { "content-type": hostile }, body: hostile },
    curl: hostile,
  };
  const results: CheckResult[] = [
    { check, scenario: "one", verdict: "broken", failure },
    { check, scenario: hostile, verdict: "held" },
    { check, scenario: hostile, verdict: "not-judged", reason: hostile },
    {
      check,
      scenario: hostile,
      verdict: "broken",
      failure,
      waived: { by: "known-failures", reason: hostile },
    },
  ];
  const elements = readXml(formatJUnit({ name: hostile, results, seconds: 1.5 }));
  expect(elements.map(({ name }) => name)).toEqual(
    "testsuites testsuite testcase failure testsuite testcase testcase skipped testcase skipped".split(" "),
  );
  expect(elements[0]?.attributes).toMatchObject({
    tests: "4",
    failures: "1",
    errors: "0",
    skipped: "2",
    time: "1.500",
  });
  expect(elements[3]?.attributes["message"]).toContain("é\u{1F600}");
});

test("a failure of what the document only assumes says what to mend", () => {
  const check = planContract(boardModel)[0]?.checks[0] as CheckResult["check"];
  const failure = { expected: "this", found: "that", pointer: "#/paths/~1teams", assumed: true };
  expect(Object.fromEntries(failureLines(check, failure, "spec/boards.yaml"))["note"]).toBe(
    "this is marked as an assumption: if the server is right, mend spec/boards.yaml at #/paths/~1teams",
  );
  expect(Object.fromEntries(failureLines(check, { ...failure, assumed: false }))).not.toHaveProperty("note");
});
