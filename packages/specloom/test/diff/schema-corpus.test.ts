import { readFileSync } from "node:fs";

import type { Document, Json } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { diffDocuments } from "../../src/diff/diff-documents.ts";

/**
 * A labelled pair of schemas; it stands for four verdicts. `>`: the first allows strictly more; `=`: the same; `x`: each allows
 * something that the other does not. Four letters where that is not the whole story, for request and answer of the change,
 * then of its reverse: B breaking, A additive, N none.
 */
interface Row {
  readonly bullet: string;
  readonly name: string;
  readonly label: string;
  readonly first: Json;
  readonly second: Json;
  /** Named schemas of both documents; of the second where it has others. */
  readonly components?: Json;
  readonly secondComponents?: Json;
  /** @default 3.1.0 for both */
  readonly versions?: readonly [string, string];
}

const ROWS = readFileSync(new URL("schemas.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);
const LETTERS = { breaking: "B", additive: "A", none: "N", unknown: "?" } as const;
const LABELS: Readonly<Record<string, string>> = { ">": "BNAB", "=": "NNNN", x: "BBBB" };

interface Side {
  readonly schema: Json;
  readonly schemas: Json;
  readonly version: string;
}

function documentOf({ schema, schemas, version }: Side, direction: "request" | "answer"): Document {
  const content = { "application/json": { schema } };
  const operation =
    direction === "request"
      ? { requestBody: { required: true, content }, responses: { 204: { description: "Done." } } }
      : { responses: { 200: { description: "All.", content } } };
  return {
    openapi: version,
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things": { post: operation } },
    components: { schemas },
  };
}

/** Verdicts of the change in request and answer, then of its reverse. */
function judge({ first, second, components = {}, secondComponents = components, versions }: Row): string {
  const [from, to] = versions ?? ["3.1.0", "3.1.0"];
  const one = { schema: first, schemas: components, version: from };
  const two = { schema: second, schemas: secondComponents, version: to };
  const verdicts = [
    [one, two],
    [two, one],
  ].flatMap(([base, revision]) =>
    (["request", "answer"] as const).map(
      (direction) =>
        diffDocuments(documentOf(base ?? one, direction), documentOf(revision ?? two, direction)).wire,
    ),
  );
  return verdicts.map((verdict) => LETTERS[verdict]).join("");
}

describe("schemas", () => {
  it.each(ROWS)("$bullet: $name", (row) => {
    expect(judge(row)).toBe(LABELS[row.label] ?? row.label);
  });
});
