import { describe, expect, it } from "vitest";

import { judgeTypes } from "../../../src/diff/types/judge-types.ts";
import type { PublishedSurface } from "../../../src/diff/types/published-packages.ts";
import { CONSUMER_STYLES, type ConsumerStyle, type TypeReport } from "../../../src/diff/types/type-report.ts";

/** A package of one file. */
function packageOf(name: string, text: string): PublishedSurface {
  return {
    [`${name}/package.json`]: JSON.stringify({ name, exports: { ".": { types: "./index.d.ts" } } }),
    [`${name}/index.d.ts`]: text,
  };
}

/** A client over a runtime that it exports as its own. */
function clientOver(runtime: string, own = ""): PublishedSurface {
  return {
    ...packageOf("runtime", runtime),
    ...packageOf("client", `export * from "runtime";\n${own}`),
  };
}

function judge(base: PublishedSurface, revision: PublishedSurface): TypeReport {
  return judgeTypes({ base, revision, judged: ["client"], policy: "strict" });
}

function cellsThat(report: TypeReport, verdict: string): ConsumerStyle[] {
  return CONSUMER_STYLES.filter((style) => report.cells[style] === verdict);
}

const tree = (value: string): PublishedSurface =>
  clientOver(
    `export interface Tree { value: ${value}; children: Tree[]; parent?: Tree | null }\nexport declare function grow(): Promise<Tree>;`,
  );

const mapped = (member: string): PublishedSurface =>
  clientOver(
    `export declare const only: unique symbol;\nexport declare function use<T extends { ${member}: T }>(value: T): T;`,
  );

const note = (members: string): PublishedSurface =>
  clientOver(`export interface Note { ${members} }\nexport declare function get(): Promise<Note>;`);

describe("judgeTypes", () => {
  it("sees a change of the runtime that the client exports as its own", () => {
    const report = judge(
      clientOver("export declare function connect(url: string): string;"),
      clientOver("export declare function connect(url: string, retries: number): string;"),
    );
    expect(cellsThat(report, "breaking")).toEqual(["positional caller"]);
    expect(report.changes).toMatchObject([
      {
        package: "client",
        symbol: "connect",
        witnesses: [
          {
            style: "positional caller",
            code: 'import { connect } from "client";\nexport const call = () => connect("text");',
            message: "TS2554: Expected 2 arguments, but got 1.",
          },
        ],
      },
    ]);
  });

  it("calls an export, a member, an overload more additive", () => {
    const base =
      "export interface Options { a?: string }\nexport declare function run(options?: Options): void;";
    for (const revision of [
      `${base}\nexport declare function stop(): void;`,
      base.replace("a?: string", "a?: string; b?: number"),
      `${base}\nexport declare function run(count: number): void;`,
    ]) {
      const { cells } = judge(clientOver(base), clientOver(revision));
      expect([cells["positional caller"], cells.importer, cells.builder]).toContain("additive");
      expect([cells["positional caller"], cells.importer, cells.builder]).not.toContain("breaking");
    }
  });

  it("calls nothing a change that means the same", () => {
    const report = judge(
      clientOver("/** Old. */\nexport interface Note { a: string; b?: number }"),
      clientOver("export interface Note {\n  b?: number | undefined;\n  /** New. */\n  a: string;\n}"),
    );
    expect(report.types).toBe("none");
  });

  it("reads types that contain themselves", () => {
    const report = judge(tree("string"), tree("string | number"));
    expect(cellsThat(report, "breaking")).toEqual(["reader"]);
    expect(report.changes).toMatchObject([{ symbol: "Tree.value" }]);
  });

  it("follows a change through a type that only names it", () => {
    const outer =
      "export interface Outer { inner: Inner; list: Inner[] }\nexport declare function get(): Promise<Outer>;";
    const report = judge(
      clientOver(`export interface Inner { a: string; b?: string }\n${outer}`),
      clientOver(`export interface Inner { a: string }\n${outer}`),
    );
    expect(report.changes.map(({ symbol }) => symbol)).toEqual(["Inner.b"]);
    expect(cellsThat(report, "breaking")).toEqual(["reader", "map over keys", "hand-written fake"]);
  });

  it("blames the member that is gone, not those beside it", () => {
    const report = judge(note("a: string; b?: string"), note("b?: string"));
    expect(report.changes.map(({ symbol }) => symbol)).toEqual(["Note.a"]);
  });

  it("sees that a member leads to another type with fewer members", () => {
    const types = "export interface Full { a: string; b?: string }\nexport interface Less { a: string }\n";
    const holder = (name: string): string =>
      `${types}export interface Holder { held: ${name} }\nexport declare function get(): Promise<Holder>;`;
    const report = judge(clientOver(holder("Full")), clientOver(holder("Less")));
    expect(cellsThat(report, "breaking")).toContain("reader");
  });

  it("is not sure where no program can be written", () => {
    const report = judge(mapped("a"), mapped("b"));
    expect(cellsThat(report, "unknown")).toEqual(["positional caller"]);
  });
});
