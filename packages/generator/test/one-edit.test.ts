// An edit of the document alone reaches every package.
import { loadDocument, type Document } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitDocument, sampleFolder } from "./emit-sample.ts";

describe("one more optional property and one more query parameter", () => {
  it("show in types, client and contract tests, and change no other file", async () => {
    const { document } = await loadDocument(`${sampleFolder("library")}openapi.yaml`);
    const before = await emitDocument(document!);
    const after = await emitDocument(edited(document!));
    const changed = (Object.keys(after.files) as (keyof typeof after.files)[]).flatMap((key) =>
      after.files[key]
        .filter(({ path, text }) => before.files[key].find((file) => file.path === path)?.text !== text)
        .map(({ path }) => `${key}/${path}`),
    );
    expect(changed.toSorted()).toEqual([
      "contractTests/model.ts",
      "contractTests/openapi.json",
      "types/agreement.ts",
      "types/openapi.ts",
      "types/resources/books.ts",
    ]);
    const consumer = `
      import { createClient } from "@sample/client";
      const page = await createClient().books.list({ author: "A" });
      export const pages: number | undefined = page.items[0]?.pages;
    `;
    expect(compile(after.files, { "consumer.ts": consumer })).toEqual([]);
    expect(compile(before.files, { "consumer.ts": consumer })).toHaveLength(2);
  });
});

interface Library {
  readonly components: {
    readonly schemas: { readonly Book: { readonly properties: Record<string, object> } };
  };
  readonly paths: { readonly "/books": { readonly get: { readonly parameters: object[] } } };
}

function edited(document: Document): Document {
  const copy = structuredClone(document) as unknown as Library;
  copy.components.schemas.Book.properties["pages"] = { type: "integer" };
  copy.paths["/books"].get.parameters.push({ name: "author", in: "query", schema: { type: "string" } });
  return copy as unknown as Document;
}
