// The three doors by which text of a document enters code, one by one.
import { runInThisContext } from "node:vm";

import ts from "typescript";
import { describe, expect, it } from "vitest";

import { comment } from "../src/print/comment.ts";
import { identifier } from "../src/print/identifier.ts";
import { jsonTemplate, propertyKey, stringLiteral } from "../src/print/string-literal.ts";

const HOSTILE = [
  "*/ alert() /*",
  "\"; alert(); '",
  "`${alert()}`",
  "\\",
  "\\u{}",
  "a\u2028b\u2029c\nd\re",
  "\u202Eright to left\u202C",
  "\uFEFF\u200B\u0000\u001B[31m\u{E0001}",
  "\uD800",
  "</script><!--",
];

describe("string literals", () => {
  it.each(HOSTILE)("hold %j and nothing else", (text) => {
    const source = `const x = ${stringLiteral(text)};`;
    expect(source).not.toMatch(/(?! )[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(evaluate(source)).toBe(text.toWellFormed());
  });

  it("write a member named __proto__ as a member", () => {
    const value = evaluate(`const x = { ${propertyKey("__proto__")}: 1 };`) as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("keep a method named new a method", () => {
    const file = parse(`interface X { ${propertyKey("new")}(): void }`);
    const [declaration] = file.statements;
    expect((declaration as ts.InterfaceDeclaration).members.map(({ kind }) => kind)).toEqual([
      ts.SyntaxKind.MethodSignature,
    ]);
  });
});

describe("JSON templates", () => {
  it("give back the data, whatever text is in it", () => {
    const data = { [HOSTILE.join("")]: HOSTILE, ["__proto__"]: { $ref: "#/a" } };
    const source = `const x = JSON.parse(${jsonTemplate(data)});`;
    expect(source).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(evaluate(source)).toEqual(JSON.parse(JSON.stringify(data)));
  });

  it("leave $ref readable", () => {
    expect(jsonTemplate({ $ref: "#/a" })).toContain('"$ref": "#/a"');
  });
});

describe("identifiers", () => {
  it.each([...HOSTILE, "", "1st", "class", "string", "a-b", "日本", "constructor", "𝒳", "a\u200Db"])(
    "make a name of %j",
    (text) => {
      const name = identifier(text);
      const file = parse(`interface ${name} {} const ${name} = 1;`);
      expect(syntaxErrors(file)).toEqual([]);
      expect(file.statements).toHaveLength(2);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
  );

  it("leave names alone that can be declared", () => {
    expect(["serviceAccounts", "Größe", "$x", "_"].map((name) => identifier(name))).toEqual([
      "serviceAccounts",
      "Größe",
      "$x",
      "_",
    ]);
  });
});

describe("comments", () => {
  it.each(HOSTILE)("are not left by %j", (text) => {
    const file = parse(
      `${comment({ paragraphs: [text, text], tags: [{ name: "deprecated", text }] })}interface X {}`,
    );
    expect(syntaxErrors(file)).toEqual([]);
    expect(file.statements.map(({ kind }) => kind)).toEqual([ts.SyntaxKind.InterfaceDeclaration]);
    expect(file.text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });

  it("let no tag of a document act", () => {
    const text = "@deprecated\n  @internal {@link https://example.com} mail to a@b.example";
    const file = parse(`${comment({ paragraphs: [text] })}interface X {}`);
    const [declaration] = file.statements;
    expect(ts.getJSDocTags(declaration!)).toEqual([]);
    expect(file.text).toContain("a@b.example");
    expect(file.text).not.toContain("{@link");
  });

  it("let no directive to the compiler act", () => {
    const file = `${comment({ paragraphs: ["first", "@ts-expect-error"] })}export const x = 1;`;
    const { diagnostics } = ts.transpileModule(file, {
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
    });
    expect(diagnostics).toEqual([]);
    expect(file).toContain("\\@ts-expect-error");
  });

  it("break long prose, and nothing that means something by its line", () => {
    const prose = "word ".repeat(40).trim();
    const code = `    ${"code ".repeat(40).trim()}`;
    const fence = `\`\`\`\n${"fenced ".repeat(30).trim()}\n\`\`\``;
    const lines = comment({ paragraphs: [`${prose}\n${code}\n${fence}`] }).split("\n");
    expect(lines.filter((line) => line.includes("word")).every((line) => line.length <= 110)).toBe(true);
    expect(lines.filter((line) => line.includes("code "))).toHaveLength(1);
    expect(lines.filter((line) => line.includes("fenced"))).toHaveLength(1);
    expect(comment({ paragraphs: [`${"word ".repeat(19)}and more 1. item`] })).not.toMatch(/^ \* 1\./m);
  });

  it("are not there where there is nothing to say", () => {
    expect(comment({ paragraphs: [undefined, "", " \n "] })).toBe("");
  });
});

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true);
}

function syntaxErrors({ text }: ts.SourceFile): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

/** The value of `x` after the one declaration that the text must be. */
function evaluate(text: string): unknown {
  const file = parse(text);
  expect(syntaxErrors(file)).toEqual([]);
  expect(file.statements).toHaveLength(1);
  return runInThisContext(`(() => { ${text}\nreturn x; })()`);
}
