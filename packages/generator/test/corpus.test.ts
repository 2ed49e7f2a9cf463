// Small documents that show one feature of the input each: what is made of them offers what the document describes. That all
// of them compile under the strictest flags and hold no `any` is shown by the tests of the workspace.
import { fileURLToPath } from "node:url";

import { buildModel, loadDocument } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { emitPackages, type EmittedPackages } from "../src/emit-packages.ts";
import { compile } from "./compile.ts";
import { sampleConfig } from "./emit-sample.ts";

const CORPUS = fileURLToPath(new URL("../../api-model/test/corpus/", import.meta.url));

async function emitCorpus(name: string): Promise<EmittedPackages> {
  const { document, problems } = await loadDocument(`${CORPUS}${name}`);
  if (document === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return emitPackages({ model: buildModel(document).model, document }, sampleConfig("/sample/"));
}

/** Files of a client that import from the runtime what is not JSON. */
const importing = async (name: string): Promise<string[]> =>
  (await emitCorpus(name)).files.client.filter(({ text }) => text.includes("/media")).map(({ path }) => path);

describe("media types in use", () => {
  it("forms, files, texts, bytes and streams have the types that callers give and get", async () => {
    const { files, problems } = await emitCorpus("media-types.yaml");
    expect(problems.filter(({ severity }) => severity === "degraded")).toEqual([]);
    const consumer = `
      import { createClient } from "@sample/client";
      const client = createClient({ baseUrl: "https://x.example" });
      export async function use(): Promise<void> {
        const { id } = await client.files.create({ file: new Blob(["x"]), purpose: "photo", details: { width: 1 } });
        const bytes: Blob = await client.files.content.retrieve(id);
        await client.files.content.replace(id, { body: bytes });
        await client.token.create({ grant_type: "client_credentials", scope: ["read"] });
        const note: string = await client.notes.create({ body: "hello" });
        for await (const event of await client.events.retrieve()) console.log(event.event?.length, event.data.length, note);
        for await (const { data } of await client.notices.retrieve()) console.log(data.length);
        await client.logs.create({ body: '{"text":"a"}\\n' });
        for await (const line of await client.logs.retrieve()) console.log(line.text.length);
        // @ts-expect-error -- a purpose that the document does not have
        await client.files.create({ file: new Blob(["x"]), purpose: "other" });
        // @ts-expect-error -- the file is missing
        await client.files.create({ purpose: "photo" });
        // @ts-expect-error -- lines are sent as they are given
        await client.logs.create({ body: { text: "a" } });
        // @ts-expect-error -- a stream of items is no item
        console.log((await client.logs.retrieve()).text);
      }`;
    expect(compile(files, { "consumer.ts": consumer })).toEqual([]);
  });

  it("only a client whose document has them imports how they are written and read", async () => {
    expect(await importing("composition.yaml")).toEqual([]);
    expect(await importing("openapi-3.2.yaml")).toEqual(["resources/documents/changes.ts"]);
  });
});
