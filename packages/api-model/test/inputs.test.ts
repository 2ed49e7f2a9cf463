// What may be given: Swagger 2.0, overlays, parts on other hosts, flawed documents, the newest version.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildModel, formatProblem, loadDocument, resolvePointer } from "../src/index.ts";
import type { ApiModel, LoadedDocument, LoadOptions, Operation, Problem } from "../src/index.ts";
import { corpusDocuments } from "./corpus.ts";
import { folderOf } from "./helpers.ts";

const HEAD = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

async function load(
  files: { readonly [name: string]: string },
  options: LoadOptions = {},
): Promise<LoadedDocument> {
  const workingDirectory = await folderOf(files);
  const overlays = (options.overlays ?? []).map((overlay) => join(workingDirectory, overlay));
  return loadDocument(join(workingDirectory, "openapi.yaml"), { ...options, workingDirectory, overlays });
}

async function readCorpus(name: string): Promise<{ model: ApiModel; problems: readonly Problem[] }> {
  const found = corpusDocuments().find((candidate) => candidate.name === name);
  const { document, problems } = await loadDocument(found?.file ?? name);
  if (document === undefined) throw new Error(problems.map(formatProblem).join("\n"));
  const built = buildModel(document);
  return { model: built.model, problems: [...problems, ...built.problems] };
}

function operation(model: ApiModel, id: string): Operation {
  const found = model.operations.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

const places = ({ problems }: { readonly problems: readonly Problem[] }): string[] =>
  problems.map(({ code, severity, file, line, pointer }) => `${severity} ${code} ${file}:${line} ${pointer}`);

test("Swagger 2.0 reads as OpenAPI 3: bodies by reference, forms, files, lists, hosts, schemes", async () => {
  const { model, problems } = await readCorpus("swagger-2.yaml");
  expect(problems).toEqual([]);
  expect(model.servers.map(({ url }) => url)).toEqual([
    "https://api.example.com/v1",
    "http://api.example.com/v1",
  ]);
  expect(model.securitySchemes.map(({ kind }) => kind)).toEqual(["basic", "apiKey", "oauth2", "oauth2"]);
  expect(operation(model, "createPet").body).toMatchObject({
    required: true,
    content: [{ mediaType: "application/json", schema: "#/components/schemas/Pet" }],
  });
  const form = operation(model, "uploadPhoto").body?.content[0];
  expect(form?.mediaType).toBe("multipart/form-data");
  expect(model.schemas[form?.schema ?? ""]).toMatchObject({
    required: ["title", "file"],
    properties: { title: { type: "string" }, file: { type: "string", format: "binary" } },
  });
  const { query } = operation(model, "listPets").parameters;
  expect(query.map(({ name, style, explode }) => [name, style, explode])).toEqual([
    ["limit", "form", true],
    ["ids", "form", true],
    ["tags", "form", false],
    ["colours", "pipeDelimited", false],
  ]);
  expect(model.schemas["#/components/schemas/Pet"]).toMatchObject({
    discriminator: { propertyName: "kind" },
    properties: { nickname: { type: "string", nullable: true } },
  });
});

const field = (name: string, more = ""): string =>
  `{ name: ${name}, in: formData, type: array, items: { type: string }${more} }`;

test("a list in a form of Swagger is joined by commas where nothing else is said", async () => {
  const fields = [
    field("a"),
    field("b", ", collectionFormat: multi"),
    field("c", ", collectionFormat: pipes"),
  ];
  const { document, problems } = await load({
    "openapi.yaml": `swagger: "2.0"\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    post:\n      consumes: [application/x-www-form-urlencoded]\n      parameters: [${fields.join()}]\n      responses: { 200: { description: a } }\n`,
  });
  expect(problems).toEqual([]);
  const { encoding } = buildModel(document ?? {}).model.operations[0]?.body?.content[0] ?? {};
  expect(encoding).toEqual([
    { field: "a", style: "form", explode: false },
    { field: "b", style: "form", explode: true },
    { field: "c", style: "pipeDelimited", explode: false },
  ]);
});

test("a list parted by tabs, which OpenAPI 3 has no word for, is a problem where it is written", async () => {
  const parameter = "{ name: a, in: query, type: array, items: { type: string }, collectionFormat: tsv }";
  const loaded = await load({
    "openapi.yaml": `swagger: 2.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get:\n      parameters: [${parameter}]\n      responses: { 200: { description: a } }\n`,
  });
  expect(loaded.problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "unsupported-style #/paths/~1a/get/parameters/0/collectionFormat",
  ]);
});

test("Swagger in several files, with definitions called like members of its own, is put together first", async () => {
  const { document, problems } = await load({
    "openapi.yaml": `swagger: "2.0"\ninfo: { title: T, version: '1' }\npaths:\n  /a: { $ref: a.yaml }\n`,
    "a.yaml":
      "post:\n  parameters: [{ name: b, in: body, schema: { $ref: parameters.yaml } }]\n  responses: { 200: { description: a } }\n",
    "parameters.yaml": "type: object\nproperties: { definitions: { type: string } }\n",
  });
  expect(problems).toEqual([]);
  const built = buildModel(document ?? {});
  const schema = built.model.operations[0]?.body?.content[0]?.schema;
  expect(schema).toBe("#/components/schemas/parameters");
  expect(built.model.schemas[schema ?? ""]).toMatchObject({
    properties: { definitions: { type: "string" } },
  });
});

const PETS = `${HEAD}paths:
  /pets: { $ref: pets.yaml }
  /old: { get: { responses: { "200": { description: Old. } } } }
components: { schemas: { Pet: { type: object, required: [id], properties: { id: { type: string } } } } }
`;
const PETS_PATH = `get:
  parameters: [{ name: cursor, in: query, schema: { type: string } }]
  responses: { "200": { description: Pets., content: { application/json: { schema: { $ref: "gone.yaml" } } } } }
`;

const overlay = (actions: string): string =>
  `overlay: 1.0.0\ninfo: { title: O, version: "1" }\nactions:\n${actions}`;

test("overlays change the document before anything reads it: across files, in order, a broken reference mended", async () => {
  const loaded = await load(
    {
      "openapi.yaml": PETS,
      "pets.yaml": PETS_PATH,
      "one.yaml": overlay(`  - target: $.paths['/pets'].get
    update: { operationId: listPets, parameters: [{ name: limit, in: query, schema: { type: integer } }] }
  - target: $.paths['/old']
    remove: true
  - target: $.paths['/pets'].get.responses['200'].content['application/json']
    update: { schema: { $ref: "#/components/schemas/Pet" } }
`),
      "two.yaml": overlay(`  - target: $.components.schemas[?@.required].required
    update: name
  - target: $.paths..[?@.name == 'cursor']
    update: { deprecated: true }
`),
    },
    { overlays: ["one.yaml", "two.yaml"] },
  );
  expect(places(loaded)).toEqual([]);
  const { model } = buildModel(loaded.document ?? {});
  expect(model.operations.map(({ id, path }) => `${id} ${path}`)).toEqual(["listPets /pets"]);
  expect(model.operations[0]?.parameters.query.map(({ name, deprecated }) => [name, deprecated])).toEqual([
    ["cursor", true],
    ["limit", false],
  ]);
  expect(model.schemas["#/components/schemas/Pet"]).toMatchObject({ required: ["id", "name"] });
});

test("an overlay that cannot be followed is named, with the action and its target", async () => {
  const loaded = await load(
    {
      "openapi.yaml": PETS.replace("$ref: pets.yaml", ""),
      "bad.yaml": `overlay: 1.0.0
info: { title: O, version: "1" }
actions:
  - { target: "$.paths[", update: {} }
  - { target: "$.paths['/none']", update: { get: {} } }
  - target: $.info
    update: [1]
`,
      "none.yaml": "hello: world\n",
      "broken.yaml": "overlay: 1.0.0\nactions: [\n",
    },
    { overlays: ["bad.yaml", "none.yaml", "broken.yaml", "missing.yaml"] },
  );
  expect(places(loaded)).toEqual([
    "fatal overlay-action bad.yaml:4 #/actions/0/target",
    "fatal overlay-action bad.yaml:7 #/actions/2/update",
    "degraded overlay-without-target bad.yaml:5 #/actions/1/target",
    "fatal overlay-unreadable none.yaml:undefined #",
    "fatal overlay-unreadable broken.yaml:3 #",
    "fatal overlay-unreadable missing.yaml:undefined #",
  ]);
  expect(loaded.problems[0]?.message).toContain("Action 0 with the target $.paths[ cannot be carried out");
  expect(loaded.problems[2]?.message).toContain("its target $.paths['/none'] selects nothing");
});

interface Host {
  readonly origin: string;
  readonly asked: string[];
}

async function host(answers: { readonly [path: string]: string | { readonly to: string } }): Promise<Host> {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const answer = answers[url];
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === "string") response.end(answer);
    else response.writeHead(302, { location: answer.to }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test("a $ref to another host is followed where the host is allowed, from there only to allowed hosts", async () => {
  const other = await host({ "/secret.yaml": "type: integer" });
  const schemas = await host({
    "/a.yaml": "type: object\nproperties: { b: { $ref: sub/b.json }, c: { $ref: /moved } }",
    "/sub/b.json": '{ "type": "string" }',
    "/moved": { to: `${other.origin}/secret.yaml` },
  });
  const loaded = await load(
    {
      "openapi.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: "${schemas.origin}/a.yaml" }\n`,
    },
    { remote: { origins: [schemas.origin] } },
  );
  const { document } = loaded;
  expect(document && resolvePointer(document, "#/components/schemas/A/properties/b/type")).toBe("string");
  expect(loaded.files.slice(1).toSorted()).toEqual([
    `${schemas.origin}/a.yaml`,
    `${schemas.origin}/sub/b.json`,
  ]);
  expect(other.asked).toEqual([]);
  expect(loaded.problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    ["broken-ref", "degraded", expect.stringContaining("is not an allowed origin")],
  ]);
});

test("an allowed host cannot lead to a file of this machine", async () => {
  const schemas = await host({ "/a.yaml": "properties: { b: { $ref: 'file:///etc/hostname' } }" });
  const loaded = await load(
    {
      "openapi.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: "${schemas.origin}/a.yaml" } } }\n`,
    },
    { remote: { origins: [schemas.origin] } },
  );
  expect(loaded.problems.map(({ code, severity }) => [code, severity])).toEqual([["remote-ref", "degraded"]]);
  expect(loaded.files).toHaveLength(2);
});

test("what a broken $ref stood for is left out, and all the rest is there", async () => {
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths:
  /a:
    parameters: [{ $ref: "#/components/parameters/Gone" }, { name: kept, in: query, schema: { type: string } }]
    get:
      responses:
        "200": { description: A., content: { application/json: { schema: { $ref: "#/components/schemas/A" } } } }
        "404": { $ref: "#/components/responses/Gone" }
  /b: { $ref: gone.yaml }
components:
  schemas:
    A: { type: object, properties: { b: { $ref: "#/components/schemas/Gone", description: Kept. }, c: { type: string } } }
`,
  });
  expect(loaded.problems.map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`)).toEqual([
    "degraded broken-ref #/paths/~1a/parameters/0",
    "degraded broken-ref #/components/schemas/A/properties/b",
    "degraded broken-ref #/paths/~1a/get/responses/404",
    "degraded broken-ref #/paths/~1b",
  ]);
  const { model, problems } = buildModel(loaded.document ?? {});
  expect(problems).toEqual([]);
  expect(model.operations[0]?.parameters.query.map(({ name }) => name)).toEqual(["kept"]);
  expect(model.schemas["#/components/schemas/A"]).toMatchObject({
    properties: { b: { description: "Kept." }, c: { type: "string" } },
  });
});

test("the newest version: QUERY, further methods, the query string as a whole, reusable media types", async () => {
  const { model, problems } = await readCorpus("openapi-3.2.yaml");
  expect(problems).toEqual([]);
  expect(
    model.operations.map(({ method, call }) => [method, [...call.resource, call.method].join(".")]),
  ).toEqual([
    ["QUERY", "documents.query"],
    ["COPY", "documents.copy"],
    ["M-SEARCH", "documents.mSearch"],
    ["GET", "documents.report.retrieve"],
    ["GET", "documents.changes.retrieve"],
  ]);
  const report = operation(model, "reportDocuments");
  expect(report.parameters.query.map(({ name, required, explode }) => [name, required, explode])).toEqual([
    ["year", true, true],
    ["labels", false, true],
  ]);
  expect(model.schemas[report.responses[0]?.content[0]?.schema ?? ""]).toMatchObject({ type: "object" });
  expect(operation(model, "watchDocuments").responses[0]?.content[0]?.itemSchema).toBe(
    "#/components/schemas/Document",
  );
});

test("an anchor is brought to the pointer that every reader of the document knows", async () => {
  const found = corpusDocuments().find(({ name }) => name === "openapi-3.1.yaml");
  const { document, problems } = await loadDocument(found?.file ?? "");
  expect(problems).toEqual([]);
  expect(document && resolvePointer(document, "#/components/schemas/Tree/properties/leaf/type")).toBe(
    "string",
  );
  expect(JSON.stringify(document)).not.toContain('"#leaf"');
});

test("webhooks are part of the model, each with its body", async () => {
  const { model } = await readCorpus("openapi-3.1.yaml");
  expect(model.webhooks?.map(({ name, method, body }) => [name, method, body?.content[0]?.schema])).toEqual([
    ["tree.fell", "POST", "#/components/schemas/Fall"],
    ["ping", "POST", "#/webhooks/ping/post/requestBody/content/application~1json/schema"],
  ]);
});
