import type { Document, Json } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { readRequest } from "../../src/diff/witness/match-message.ts";

function documentOf(parameters: readonly Json[], path = "/notes/{note_id}"): Document {
  const id = { name: "note_id", in: "path", required: true, schema: { type: "string" } };
  return {
    openapi: "3.1.0",
    info: { title: "Notes", version: "1.0.0" },
    paths: {
      [path]: { get: { parameters: [id, ...parameters], responses: { 200: { description: "One." } } } },
    },
  };
}

const QUERY = { name: "tag", in: "query", schema: { type: "string" } };
const HEADER = { name: "X-Share", in: "header", required: true, schema: { type: "string" } };

describe("malformed messages", () => {
  it.each([
    { url: "https://api.example/notes/%zz", reason: "The path parameter note_id is malformed." },
    { url: "https://api.example/notes/n1?tag=%E0%A4%A", reason: "The query parameter tag is malformed." },
    { url: "not a URL", reason: "not a URL is no URL." },
  ])("are refused: $url", ({ url, reason }) => {
    const reading = readRequest(documentOf([QUERY]), { method: "GET", url, headers: [] });
    expect(reading).toEqual({ kind: "refused", reason });
  });

  it("have no parameter where a name is malformed", () => {
    const url = "https://api.example/notes/n1?%zz=1";
    const reading = readRequest(documentOf([QUERY]), { method: "GET", url, headers: [] });
    expect(reading).toEqual({ kind: "read", parameters: 'path 0 ["parts",[":n1"]]' });
  });

  it("take the % of a header as it is", () => {
    const message = {
      method: "GET",
      url: "https://api.example/notes/n1",
      headers: [["X-Share", "50 %"] as const],
    };
    expect(readRequest(documentOf([HEADER]), message)).toMatchObject({ kind: "read" });
  });

  it("have no parameter where a reference is malformed", () => {
    const message = { method: "GET", url: "https://api.example/notes/n1", headers: [] };
    expect(readRequest(documentOf([{ $ref: "#/components/parameters/%zz" }]), message).kind).toBe("read");
  });

  it.each([
    {
      what: "a path",
      base: documentOf([], "/100%/{note_id}"),
      revision: documentOf([HEADER], "/100%/{note_id}"),
    },
    {
      what: "a name",
      base: documentOf([]),
      revision: documentOf([{ ...HEADER, name: "%zz", style: "matrix" }]),
    },
    {
      what: "a value without UTF-8",
      base: documentOf([{ ...QUERY, required: true, schema: { enum: ["\u{d800}"] } }]),
      revision: documentOf([{ ...QUERY, required: true, schema: { enum: ["\u{d800}"] } }, HEADER]),
    },
  ])("do not end the comparison: $what", ({ base, revision }) => {
    expect(["breaking", "unknown"]).toContain(diffDocuments(base, revision).wire);
    expect(["breaking", "unknown", "additive", "none"]).toContain(diffDocuments(revision, base).wire);
  });
});
