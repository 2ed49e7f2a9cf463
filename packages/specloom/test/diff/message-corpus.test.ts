import { readFileSync } from "node:fs";

import type { Document, Json } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { mergePatch } from "./merge-patch.ts";

/** A labelled pair of documents, each a merge patch (RFC 7396) of one base; it stands for the change and its reverse. */
interface Row {
  readonly bullet: string;
  readonly name: string;
  /** B breaking, A additive, N none; of the change, then of its reverse. */
  readonly label: string;
  readonly first: Json;
  readonly second: Json;
}

const BASE: Document = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.0.0" },
  paths: {
    "/pets": {
      get: { responses: { 200: { description: "All." } } },
      post: {
        requestBody: { content: { "application/json": { schema: { type: "string" } } } },
        responses: { 201: { description: "Made." } },
      },
    },
    "/pets/{pet_id}": {
      get: {
        parameters: [{ name: "pet_id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: { description: "One." } },
      },
    },
  },
};

const ROWS = readFileSync(new URL("messages.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);
const LETTERS = { breaking: "B", additive: "A", none: "N", unknown: "?" } as const;

describe("messages", () => {
  it.each(ROWS)("$bullet: $name", ({ first, second, label }) => {
    const [one, two] = [mergePatch(BASE, first) as Document, mergePatch(BASE, second) as Document];
    const verdicts = [diffDocuments(one, two).wire, diffDocuments(two, one).wire];
    expect(verdicts.map((verdict) => LETTERS[verdict]).join("")).toBe(label);
  });
});
