// Every style of a parameter, with and without `explode`: what the generated client writes, on either face, the mock server
// reads as what it was.
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildModel, type Document } from "@specloom/api-model";
import { generate } from "@specloom/generator";
import { createMockApp, type MockApp } from "@specloom/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, makeScratch } from "./workspace.ts";

const VALUES = { text: "a b/c", list: [3, 4], object: { a: 1, b: "x y" } };
type Kind = keyof typeof VALUES;
const SCHEMAS: Readonly<Record<Kind, object>> = {
  text: { type: "string", const: VALUES.text },
  list: { type: "array", items: { type: "integer" }, const: VALUES.list },
  object: {
    type: "object",
    properties: { a: { type: "integer" }, b: { type: "string" } },
    const: VALUES.object,
  },
};

interface Case {
  readonly place: "path" | "query" | "header" | "cookie";
  readonly style: string;
  readonly explode: boolean;
  readonly kind: Kind;
}
const ALL: readonly Kind[] = ["text", "list", "object"];
const both = (place: Case["place"], style: string, kinds: readonly Kind[] = ALL): readonly Case[] =>
  [false, true].flatMap((explode) => kinds.map((kind) => ({ place, style, explode, kind })));
const CASES: readonly Case[] = [
  ...["simple", "label", "matrix"].flatMap((style) => both("path", style)),
  ...both("query", "form"),
  ...["spaceDelimited", "pipeDelimited"].flatMap((style) => both("query", style, ["list"])),
  ...both("query", "deepObject", ["object"]),
  ...both("header", "simple"),
  ...both("cookie", "form"),
];
const pathOf = ({ place }: Case, index: number): string =>
  place === "path" ? `/case-${index}/{value}` : `/case-${index}`;

const document = {
  openapi: "3.1.0",
  info: { title: "Styles", version: "1" },
  servers: [{ url: "http://mock.example" }],
  paths: Object.fromEntries(
    CASES.map((one, index) => {
      const { place, style, explode, kind } = one;
      const parameter = { name: "value", in: place, required: true, style, explode, schema: SCHEMAS[kind] };
      const responses = { 204: { description: "It was that." }, 400: { description: "It was not." } };
      return [pathOf(one, index), { post: { parameters: [parameter], responses } }];
    }),
  ),
};

type Method = (...args: readonly unknown[]) => Promise<unknown>;
interface Client {
  readonly [resource: string]: Readonly<Record<string, Method>>;
}
type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

let scratch: string;
let client: Client;
let app: MockApp;

beforeAll(async () => {
  scratch = await makeScratch("styles");
  const files = { "openapi.json": JSON.stringify(document), "package.json": '{ "type": "module" }' };
  for (const [name, text] of Object.entries(files)) await writeFile(join(scratch, name), text);
  await generate(
    {
      document: "openapi.json",
      names: "names.lock.json",
      environmentPrefix: "STYLES",
      packages: {
        types: { name: "@styles/types", folder: "types" },
        client: { name: "@styles/client", folder: "client" },
        contractTests: { name: "@styles/contract", folder: "contract", command: "styles" },
      },
    },
    { directory: scratch },
  );
  const runtime = join(scratch, "node_modules/@specloom/client-runtime");
  await mkdir(dirname(runtime), { recursive: true });
  await symlink(join(ROOT, "packages/client-runtime"), runtime, "junction");
  app = createMockApp({ model: buildModel(document as Document).model });
  const fetch: Fetch = (input, init) => app.fetch(new Request(input, init));
  const module = (await import(join(scratch, "client/src/generated/client.ts"))) as {
    readonly createClient: (options: object) => Client;
  };
  client = module.createClient({ fetch, logLevel: "off" });
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe.each([...CASES.entries()])("%i: %j", (index, one) => {
  const value = VALUES[one.kind];

  test("of a resource", async () => {
    const [method] = Object.values(client[`case${index}`] ?? {});
    const argument = one.place === "path" ? value : { value };
    await expect(method?.(argument)).resolves.toBeUndefined();
  });

  test("of a path call", async () => {
    const params = { [one.place]: { value } };
    expect(await client["paths"]?.["POST"]?.(pathOf(one, index), { params })).toMatchObject({
      response: { status: 204 },
    });
  });
});
