import { beforeAll, describe, expect, test } from "vitest";
import { type JsonObject } from "./json.ts";
import { listFacts } from "./list-facts.ts";
import { listOperations } from "./list-operations.ts";
import { type Sources, readSources } from "./read-sources.ts";
import { bundleDocument } from "./run-redocly.ts";

let document: JsonObject;
let sources: Sources;
beforeAll(async () => {
  [document, sources] = await Promise.all([bundleDocument(), readSources()]);
});

describe("SOURCES.md", () => {
  test("has a line for each part of the document", () => {
    const known = new Set(sources.lines.map(({ fact }) => fact));
    expect(listFacts(document).filter((fact) => !known.has(fact))).toEqual([]);
  });

  test("names nothing that the document does not have", () => {
    const facts = new Set(listFacts(document));
    expect(sources.lines.map(({ fact }) => fact).filter((fact) => !facts.has(fact))).toEqual([]);
  });

  test("names nothing twice", () => {
    const facts = sources.lines.map(({ fact }) => fact);
    expect(facts.filter((fact, index) => facts.indexOf(fact) !== index)).toEqual([]);
  });

  test("gives each part a source that it lists, or calls it an assumption", () => {
    const isGrounded = (source: string): boolean =>
      source.includes("assumed `") || sources.sources.some((name) => source.includes(name));
    expect(sources.lines.filter(({ source }) => !isGrounded(source))).toEqual([]);
  });

  test("explains each assumption that it refers to, and no other", () => {
    expect([...new Set(sources.citedAssumptions)].toSorted()).toEqual(sources.assumptions.toSorted());
    expect(new Set(sources.assumptions).size).toBe(sources.assumptions.length);
  });

  test("calls a response an assumption exactly where the document marks it as one", () => {
    const marked = listOperations(document).flatMap(({ id, responses }) =>
      responses
        .filter(({ definition }) => definition["x-specloom-assumed"] === true)
        .map(({ status }) => `response ${id} ${status}`),
    );
    const assumed = sources.lines
      .filter(({ fact, source }) => fact.startsWith("response ") && /assumed `[a-z]+-statuses`/.test(source))
      .map(({ fact }) => fact.split(" ").slice(0, 3).join(" "));
    expect(marked.toSorted()).toEqual(assumed.toSorted());
    expect(marked.length).toBeGreaterThan(0);
  });

  test("calls an x-specloom line an assumption, each of them", () => {
    const lines = sources.lines.filter(({ fact }) => fact.startsWith("x-specloom "));
    expect(lines.filter(({ source }) => !source.includes("assumed `"))).toEqual([]);
  });
});
