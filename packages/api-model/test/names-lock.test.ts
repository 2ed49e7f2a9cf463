import { expect, test } from "vitest";
import { buildModel, operationKey, type BuiltModel, type Document, type NamesLock } from "../src/index.ts";
import { answers, documentOf } from "./helpers.ts";

const SEED = 20_260_419;
const WORDS = ["accounts", "keys", "activate", "list", "then", "data", "v1", "teams"];

/** Small seeded generator (mulberry32), so that a failure can be run again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Random = (below: number) => number;

function randomPath(random: Random): string {
  const segments = Array.from({ length: 1 + random(4) }, (_, index) =>
    index > 0 && random(3) === 0 ? `{p${index}}` : (WORDS[random(WORDS.length)] ?? ""),
  );
  return `/${segments.join("/")}`;
}

function randomOperation(random: Random): object {
  const schemas = [
    { type: "array", items: {} },
    { type: "object" },
    { $ref: `#/components/schemas/${randomSchemaName(random)}` },
  ];
  const parameters = random(2) === 0 ? [{ name: "q", in: "query", schema: {} }] : [];
  return { ...answers(schemas[random(3)] ?? {}), parameters };
}

function randomSchemaName(random: Random): string {
  return ["Account", "AccountCreateParams", "KeyListResponse", "account", "Data"][random(5)] ?? "";
}

interface Draft {
  readonly paths: { [path: string]: { [method: string]: object } };
  readonly schemas: { [name: string]: object };
}

/** Adds a few operations and schemas, anywhere, and changes none. */
function add(draft: Draft, random: Random): Draft {
  const paths = structuredClone(draft.paths);
  const schemas = { ...draft.schemas };
  for (let count = 1 + random(4); count > 0; count--) {
    const item = (paths[randomPath(random)] ??= {});
    item[["get", "post", "put", "patch", "delete"][random(5)] ?? "get"] ??= randomOperation(random);
    schemas[randomSchemaName(random)] ??= { type: "object" };
  }
  const reorder = <Value>(map: { [name: string]: Value }): { [name: string]: Value } =>
    Object.fromEntries(random(2) === 0 ? Object.entries(map) : Object.entries(map).toReversed());
  return { paths: reorder(paths), schemas: reorder(schemas) };
}

function namesIn({ model }: BuiltModel): Map<string, string> {
  const operations = model.operations.map((operation) => {
    const { resource, method, paramsType } = operation.call;
    return [operationKey(operation), JSON.stringify([resource, method, paramsType])] as const;
  });
  return new Map([...operations, ...model.components.map(({ id, typeName }) => [id, typeName] as const)]);
}

function documentOfDraft({ paths, schemas }: Draft): Document {
  return documentOf(paths, { components: { schemas } });
}

test(`what is added renames nothing (seed ${SEED})`, () => {
  const random = randomFrom(SEED);
  for (let round = 0; round < 150; round++) {
    let draft = add({ paths: {}, schemas: {} }, random);
    let built = buildModel(documentOfDraft(draft));
    for (let step = 0; step < 4; step++) {
      const before = namesIn(built);
      draft = add(draft, random);
      built = buildModel(documentOfDraft(draft), { names: built.names });
      const after = namesIn(built);
      for (const [key, name] of before) expect(after.get(key), `round ${round}, ${key}`).toBe(name);
    }
  }
});

test(`no two things have one name (seed ${SEED})`, () => {
  const random = randomFrom(SEED);
  for (let round = 0; round < 150; round++) {
    const { model } = buildModel(
      documentOfDraft(add(add(add({ paths: {}, schemas: {} }, random), random), random)),
    );
    const calls = model.operations.map(({ call }) => [...call.resource, call.method].join("."));
    const nodes = new Set(
      model.operations.flatMap(({ call }) =>
        call.resource.map((_, index) => call.resource.slice(0, index + 1).join(".")),
      ),
    );
    const components = new Set(model.components.map(({ typeName }) => typeName));
    const types = [
      ...components,
      ...model.operations.flatMap(({ call }) =>
        [call.paramsType, call.responseType].filter((name) => name !== undefined && !components.has(name)),
      ),
    ];
    expect(new Set(calls).size, `round ${round}`).toBe(calls.length);
    expect(
      calls.filter((call) => nodes.has(call)),
      `round ${round}`,
    ).toEqual([]);
    expect(new Set(types).size, `round ${round}`).toBe(types.length);
  }
});

test("the lock is sorted, keeps what is gone, and a second run leaves it as it is", () => {
  const old: NamesLock = {
    operations: [{ key: "GET /gone", resource: ["gone"], method: "list" }],
    schemas: [{ name: "Gone", typeName: "Gone" }],
  };
  const document = documentOf({
    "/b": { get: answers({ type: "object" }) },
    "/a": { get: answers({ type: "object" }) },
  });
  const { names } = buildModel(document, { names: old });
  expect(names.operations.map(({ key }) => key)).toEqual(["GET /a", "GET /b", "GET /gone"]);
  expect(names.schemas).toEqual([{ name: "Gone", typeName: "Gone" }]);
  expect(names.operations[0]).toEqual({
    key: "GET /a",
    resource: ["a"],
    method: "retrieve",
    responseType: "ARetrieveResponse",
  });
  expect(JSON.stringify(buildModel(document, { names }).names)).toBe(JSON.stringify(names));
});

test("what is added below a node that was renamed joins it there", () => {
  const operation = answers({ type: "object" });
  const first = buildModel(
    documentOf({ "/b/{id}/open": { post: operation }, "/b/open/logs": { get: operation } }),
  );
  expect(first.model.operations[1]?.call.resource).toEqual(["b", "open_", "logs"]);
  const later = documentOf({
    "/b/open/logs": { get: operation },
    "/b/open/logs/{log}/lines": { get: operation },
  });
  const { model } = buildModel(later, { names: first.names });
  expect(model.operations.map(({ call }) => call.resource)).toEqual([
    ["b", "open_", "logs"],
    ["b", "open_", "logs", "lines"],
  ]);
});
