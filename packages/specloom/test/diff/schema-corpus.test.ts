import type { Document, Json } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { SCHEMA_ROWS, type Label, type Letter, type SchemaRow } from "./schema-corpus.ts";

const LETTERS = { breaking: "B", additive: "A", none: "N", unknown: "unknown" } as const;
const LABELS: Readonly<Record<string, string>> = { ">": "BNAB", "=": "NNNN", x: "BBBB" };

function documentOf(
  schema: Json,
  { direction, version, schemas }: { direction: "request" | "response"; version: string; schemas: Json },
): Document {
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
function judge(row: SchemaRow): string {
  const [from, to] = row.versions ?? ["3.1.0", "3.1.0"];
  const schemas = [row.components ?? {}, row.secondComponents ?? row.components ?? {}] as const;
  const verdict = (direction: "request" | "response", isReverse: boolean): string => {
    const first = documentOf(row.first, { direction, version: from, schemas: schemas[0] });
    const second = documentOf(row.second, { direction, version: to, schemas: schemas[1] });
    const diff = isReverse ? diffDocuments(second, first) : diffDocuments(first, second);
    return LETTERS[diff.wire];
  };
  return [false, true]
    .flatMap((reverse) => [verdict("request", reverse), verdict("response", reverse)])
    .join("");
}

function expected(label: Label): string {
  return LABELS[label] ?? (label satisfies string | Letter);
}

describe.each(Object.entries(SCHEMA_ROWS))("%s", (_bullet, rows) => {
  it.each(rows.map((row) => [row.name, row] as const))("%s", (_name, row) => {
    expect(judge(row)).toBe(expected(row.label));
  });
});
