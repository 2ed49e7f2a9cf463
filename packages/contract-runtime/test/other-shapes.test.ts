// Documents of other shapes: an API key, pages by offset, replacement by PUT, integer ids; and one that only reads.
import { buildModel, type Document } from "@specloom/api-model";
import { describe, expect, test } from "vitest";
import { planContract, runContract, type ContractRun } from "../src/index.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const note = { $ref: "#/components/schemas/Note" };
const refused = { description: "Refused." };
const body = {
  required: true,
  content: { "application/json": { schema: { $ref: "#/components/schemas/NoteBody" } } },
};

const notesDocument = {
  openapi: "3.1.0",
  info: { title: "Notes", version: "1" },
  security: [{ key: [] }],
  paths: {
    "/notes": {
      get: {
        operationId: "listNotes",
        "x-specloom": {
          pagination: { style: "offset", items: "/data", limit: "limit", offset: "offset", total: "/total" },
        },
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1 } },
          { name: "offset", in: "query", schema: { type: "integer", minimum: 0 } },
        ],
        responses: {
          "200": {
            description: "A page.",
            content: json({
              type: "object",
              required: ["data", "total"],
              properties: { data: { type: "array", items: note }, total: { type: "integer" } },
            }),
          },
        },
      },
      post: {
        operationId: "createNote",
        requestBody: body,
        responses: { "200": { description: "Made.", content: json(note) } },
      },
    },
    "/notes/{note_id}": {
      parameters: [{ name: "note_id", in: "path", required: true, schema: { type: "integer" } }],
      get: {
        operationId: "getNote",
        responses: { "200": { description: "It.", content: json(note) }, "404": refused },
      },
      put: {
        operationId: "replaceNote",
        requestBody: body,
        responses: { "200": { description: "Replaced.", content: json(note) }, "404": refused },
      },
      delete: { operationId: "deleteNote", responses: { "200": { description: "Gone." }, "404": refused } },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
    schemas: {
      Note: {
        type: "object",
        required: ["id", "title", "done"],
        "x-specloom": { identity: "id", managed: { id: "create" } },
        properties: { id: { type: "integer" }, title: { type: "string" }, done: { type: "boolean" } },
      },
      NoteBody: {
        type: "object",
        required: ["title", "done"],
        properties: { title: { type: "string", minLength: 1 }, done: { type: "boolean" } },
      },
    },
  },
};

function createNotesServer(isForgetful = false): (request: Request) => Promise<Response> {
  const notes = new Map<number, object>([[1, { id: 1, title: "there before", done: true }]]);
  let count = 1;
  return async (request) => {
    const url = new URL(request.url);
    if (request.headers.get("x-key") !== "the-right-key") return new Response(null, { status: 403 });
    const [, , item, rest] = url.pathname.split("/");
    if (rest !== undefined) return new Response(null, { status: 404 });
    const id = Number(item ?? 0);
    if (id === 0 && request.method === "GET") {
      const offset = Number(url.searchParams.get("offset") ?? 0);
      const data = [...notes.values()].slice(offset, offset + Number(url.searchParams.get("limit") ?? 1));
      return Response.json({ data, total: notes.size });
    }
    if (id === 0) {
      count += 1;
      notes.set(count, { ...((await request.json()) as object), id: count });
      return Response.json(notes.get(count));
    }
    if (!notes.has(id)) return new Response(null, { status: 404 });
    if (request.method === "DELETE") return new Response(null, { status: notes.delete(id) ? 200 : 404 });
    if (request.method === "HEAD")
      return new Response(null, { headers: { "content-type": "application/json" } });
    if (request.method !== "PUT") return Response.json(notes.get(id));
    const replaced = { ...((await request.json()) as object), id };
    if (!isForgetful) notes.set(id, replaced);
    return Response.json(replaced);
  };
}

async function runNotes(
  document: object,
  fetch: (request: Request) => Promise<Response>,
): Promise<ContractRun> {
  const { model } = buildModel(document as Document);
  return runContract(model, {
    baseUrl: "http://notes.test",
    fetch,
    credentials: { apiKey: "the-right-key" },
  });
}

const ids = (run: ContractRun, verdict: string): readonly string[] =>
  run.results.filter((result) => result.verdict === verdict).map(({ check }) => check.id);

describe("an API with keys, offsets and PUT", () => {
  test("is held by a correct server, without a single example in the document", async () => {
    const run = await runNotes(notesDocument, createNotesServer());
    expect(ids(run, "broken")).toEqual([]);
    expect(ids(run, "held")).toEqual(
      expect.arrayContaining([
        "lifecycle/notes/replaceNote/update-then-read",
        "lifecycle/notes/listNotes/list-holds-created",
        "protection/getNote/bad-credentials",
      ]),
    );
    expect(run.left).toEqual([]);
  });

  test("loses a replacement and is found out", async () => {
    const run = await runNotes(notesDocument, createNotesServer(true));
    expect(ids(run, "broken")).toEqual(["lifecycle/notes/replaceNote/update-then-read"]);
  });

  test("never shows the key", async () => {
    const run = await runNotes(notesDocument, createNotesServer(true));
    expect(JSON.stringify(run.results)).not.toContain("the-right-key");
    expect(run.results.find(({ failure }) => failure !== undefined)?.failure?.curl).toContain(
      '-H "X-Key: $API_API_KEY"',
    );
  });
});

describe("an API that only reads", () => {
  const paths = Object.fromEntries(
    Object.entries(notesDocument.paths).map(([path, { get, ...rest }]) => [
      path,
      "parameters" in rest ? { get, parameters: rest.parameters } : { get },
    ]),
  );

  test("is read from what its list holds", async () => {
    const document = { ...notesDocument, paths };
    const run = await runNotes(document, createNotesServer());
    expect(
      planContract(buildModel(document as Document).model).flatMap(({ checks }) =>
        checks.filter(({ method }) => method !== "GET"),
      ),
    ).toEqual([]);
    expect(ids(run, "broken")).toEqual([]);
    expect(ids(run, "held")).toEqual(
      expect.arrayContaining([
        "lifecycle/notes/getNote/two-reads-equal",
        "lifecycle/notes/listNotes/list-item-equals-read",
      ]),
    );
  });
});

describe("an API without operationIds", () => {
  const thing = {
    type: "object",
    additionalProperties: false,
    required: ["name", "word", "cursor"],
    properties: {
      id: { type: "integer", readOnly: true },
      name: { type: "string" },
      word: { type: "string", writeOnly: true },
      cursor: { type: ["object", "string"] },
    },
  };
  const shown = {
    type: "object",
    properties: { ...thing.properties, cursor: { type: "string" } },
  };
  const { model } = buildModel({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things": {
        post: {
          requestBody: { required: true, content: json(thing) },
          responses: { "201": { description: "Made.", content: json(shown) }, "401": refused },
        },
      },
      "/things/{id}": {
        get: {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
          responses: { "200": { description: "It.", content: json(shown) }, "404": refused },
        },
      },
      "/files/{id}": {
        put: {
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "note", in: "query", schema: { type: "string", maxLength: 5 } },
          ],
          requestBody: { required: true, content: { "application/octet-stream": {} } },
          responses: { "204": { description: "Kept." }, "400": refused },
        },
      },
      "/things/found": {
        get: {
          parameters: [
            {
              name: "tags",
              in: "query",
              required: true,
              schema: { type: "array", items: { type: "string" } },
            },
            {
              name: "filter",
              in: "query",
              schema: { type: "object", properties: { x: { type: "string" } } },
            },
            { name: "Content-Length", in: "header", required: true, schema: { type: "string" } },
          ],
          responses: { "404": refused },
        },
      },
    },
  } as unknown as Document);

  test("is held by a server that takes what it says, and shows no more than it may", async () => {
    const things: object[] = [];
    const run = await runContract(model, {
      baseUrl: "http://things.test",
      // Nothing makes a file; the things have ids of their own.
      parameters: { id: "plan.pdf" },
      fetch: async (request) => {
        const { pathname, searchParams } = new URL(request.url);
        if (pathname === "/things/found")
          return new Response(null, { status: searchParams.has("tags") ? 204 : 400 });
        if (pathname.startsWith("/files/")) {
          const isPut = request.method === "PUT";
          return new Response(null, isPut ? { status: 400 } : { status: 405, headers: { allow: "PUT" } });
        }
        const found = things[Number(pathname.replace("/things/", "")) - 1];
        if (found !== undefined && request.method === "GET") return Response.json(found);
        if (pathname !== "/things") return new Response(null, { status: 404 });
        if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
        const sent = (await request.json()) as Record<string, unknown>;
        // Not documented, and not owed: nothing that the document allows is refused.
        if (Object.hasOwn(sent, "specloomUnforeseen")) return new Response(null, { status: 422 });
        things.push({ id: things.length + 1, name: sent["name"], cursor: "next" });
        return Response.json(things.at(-1), { status: 201 });
      },
    });
    expect(ids(run, "broken")).toEqual([]);
    expect(ids(run, "held")).toEqual(
      expect.arrayContaining([
        "examples/GET /things/found/accepted",
        "laws/protocol/GET /things/found/GET /things/found/unknown-path",
      ]),
    );
  });
});

const isCrate = (sent: unknown): sent is { name: string; size?: number } => {
  const { name, size } = Object(sent) as { name?: unknown; size?: unknown };
  return typeof name === "string" && (size === undefined || Number.isInteger(size));
};

describe("a creation whose answer wraps the thing", () => {
  const crate = { type: "object", properties: { name: { type: "string" }, size: { type: "integer" } } };
  const { model } = buildModel({
    openapi: "3.1.0",
    info: { title: "Crates", version: "1" },
    paths: {
      "/crates": {
        post: {
          operationId: "createCrate",
          requestBody: { required: true, content: json({ ...crate, required: ["name"] }) },
          responses: {
            "201": { description: "Made.", content: json({ type: "object", properties: { data: crate } }) },
            "400": refused,
          },
        },
      },
    },
  } as unknown as Document);

  async function runCrates(show: (sent: { name: string; size?: number }) => object): Promise<ContractRun> {
    const fetch = async (request: Request): Promise<Response> => {
      const sent: unknown = await request.json().catch(() => undefined);
      const isGood = isCrate(sent) && request.headers.get("content-type") === "application/json";
      return isGood
        ? Response.json({ data: show(sent) }, { status: 201 })
        : new Response(null, { status: 400 });
    };
    return runContract(model, { baseUrl: "http://crates.test", fetch });
  }

  test("is held to show what was sent, and found out where it does not", async () => {
    const right = await runCrates((sent) => sent);
    expect(ids(right, "broken")).toEqual([]);
    expect(ids(right, "held")).toContain("coverage/createCrate/creation-echoes");
    const wrong = await runCrates(({ name }) => ({ name: name.trim() }));
    expect(ids(wrong, "broken")).toEqual(["coverage/createCrate/creation-echoes"]);
  });
});
