// A thread prints what this one would: of every way in which a document may reach it.

import { afterAll, describe, expect, it } from "vitest";

import { generateWith } from "../src/generate.ts";
import { printingHere } from "../src/printing-thread/printing.ts";
import { startPrinting } from "../src/printing-thread/start-printing.ts";
import { config, makeWorkspace, readTree } from "./workspace.ts";

const schema = (properties: object): object => ({ type: "object", properties });
const document = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: {
    "/pets/{id}": {
      get: {
        operationId: "getPet",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          200: {
            description: "100 % of it",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
        },
      },
    },
  },
  components: {
    examples: { rex: { value: { name: "Rex" } } },
    schemas: {
      Pet: {
        ...schema({ name: { type: "string" }, owner: { $ref: "#/components/schemas/Owner" } }),
        example: { $ref: "#/components/examples/rex" },
      },
      Owner: schema({ address: schema({ street: { type: "string" } }) }),
      Street: { $ref: "#/components/schemas/Owner/properties/address" },
    },
  },
};
const text = JSON.stringify(document, undefined, 2);

const printing = startPrinting();
afterAll(() => printing.stop());

async function filesOf(way: typeof printingHere, written: string): Promise<Readonly<Record<string, string>>> {
  const directory = await makeWorkspace(written);
  const { problems } = await generateWith(way, config, { directory });
  expect(problems).toEqual([]);
  const { "openapi.yaml": _, ...files } = await readTree(directory);
  return files;
}

describe("the thread prints what this one does", () => {
  it.each([
    ["as it is", text],
    ["in one line", JSON.stringify(document)],
    [
      "with escapes for what needs none",
      text.replaceAll("/", String.raw`\/`).replaceAll("$ref", String.raw`\u0024ref`),
    ],
    ["with blanks before colons", text.replaceAll('":', '" :')],
    ["as YAML that looks like JSON", text.replaceAll('"openapi":', "openapi:")],
  ])("of a document %s", async (_how, written) => {
    const files = await filesOf(printing, written);
    expect(files).toEqual(await filesOf(printingHere, text));
    expect(files["types/src/generated/openapi.ts"]).toContain("Rex");
  });

  it("of a document that is not what was foreseen", async () => {
    printing.foresee(Buffer.from(JSON.stringify({ ...document, components: { schemas: {} } })));
    printing.foresee(Buffer.from("{ no JSON"));
    expect(await filesOf(printing, `# A comment\n${text}`)).toEqual(await filesOf(printingHere, text));
  });
});
