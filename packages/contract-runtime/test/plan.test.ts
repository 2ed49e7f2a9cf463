import type { Lifecycle } from "@specloom/api-model";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkKinds, planContract, selectScenarios } from "../src/index.ts";
import { boardModel } from "./fixture/board-model.ts";

const plan = planContract(boardModel);
const checks = plan.flatMap((scenario) => scenario.checks);

describe("the plan of a document", () => {
  test("names every check once, each of the published list, each with a licence and a pointer", () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { code, licence, pointer } of checks) {
      expect(Object.keys(checkKinds)).toContain(code);
      expect(licence.source).not.toBe("");
      expect(pointer).toMatch(/^#\//);
    }
  });

  test("has each phase for each operation that it concerns", () => {
    const ids = plan.map(({ id }) => id);
    for (const { id } of boardModel.operations)
      expect(ids).toEqual(expect.arrayContaining([`examples/${id}`, `protection/${id}`]));
    expect(ids).toEqual(expect.arrayContaining(["lifecycle/teams.boards", "lifecycle/teams.boards.keys"]));
  });

  test("is plain data that survives JSON", () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test("judges secrets only where the document declares some", () => {
    const secret = checks
      .filter(({ code }) => code === "secret-shown-once")
      .map(({ operation }) => operation);
    expect(secret.toSorted()).toEqual(["getKey", "listKeys", "updateKey"]);
  });

  test("only reads where nothing can be created", () => {
    const lifecycles = boardModel.lifecycles.map((lifecycle) => without(lifecycle, "identity"));
    const called = planContract({ ...boardModel, lifecycles }).filter(({ phase }) => phase === "lifecycle");
    expect(called.flatMap(({ operations }) => operations).toSorted()).toEqual([
      "getBoard",
      "getKey",
      "listBoards",
      "listKeys",
    ]);
  });

  test("asks nothing of credentials where an operation is open to all", () => {
    const [first] = boardModel.operations;
    const operations = first === undefined ? [] : [{ ...first, security: [] }];
    const open = { ...boardModel, operations, lifecycles: [] };
    expect(planContract(open).map(({ phase }) => phase)).toEqual(["examples", "coverage", "laws"]);
  });
});

describe("the published list of checks", () => {
  const codes = Object.keys(checkKinds);

  test("is that of the report's schema", () => {
    const schema = JSON.parse(read("../report.schema.json")) as {
      $defs: { result: { properties: { code: { enum: string[] } } } };
    };
    expect(schema.$defs.result.properties.code.enum).toEqual(codes);
  });

  test("is that of docs/laws.md, row by row, with title and licence", () => {
    const rows = Object.entries(checkKinds).map(([code, { title, licence }]) => {
      const source = typeof licence === "string" ? licence : `${licence.kind}: ${licence.source}`;
      return `| \`${code}\` | ${title} | ${source} |`;
    });
    const lines = read("../../../docs/laws.md")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.replaceAll(/ +/g, " "));
    expect(lines.filter((line) => codes.some((code) => line.startsWith(`| \`${code}\` |`)))).toEqual(rows);
  });
});

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

describe("a selection", () => {
  test("keeps the named checks alone, by id or by method and path", () => {
    const byId = selectScenarios(plan, "deleted-is-gone$").flatMap((scenario) =>
      scenario.checks.map(({ operation }) => operation),
    );
    expect(byId).toEqual(["getBoard", "getKey"]);
    const byPath = selectScenarios(plan, "^DELETE .*/keys/").flatMap((scenario) =>
      scenario.checks.map(({ operation }) => operation),
    );
    expect(new Set(byPath)).toEqual(new Set(["deleteKey"]));
    expect(selectScenarios(plan, "^no such check$")).toEqual([]);
  });
});

function without(lifecycle: Lifecycle, member: keyof Lifecycle): Lifecycle {
  return Object.fromEntries(
    Object.entries(lifecycle).filter(([name]) => name !== member),
  ) as unknown as Lifecycle;
}
