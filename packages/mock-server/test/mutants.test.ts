// Mutants: servers of the same document with one fault, on request.
import { buildModel, loadDocument, type ApiModel } from "@specloom/api-model";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createMockApp, type MockApp } from "../src/index.ts";
import { CHOSEN_MUTANTS, chosenMutants, enumeratedMutants, MUTANT_GROUPS } from "../src/mutants/index.ts";
import { fixturePath } from "./checked-mock.ts";

let model: ApiModel;
beforeAll(async () => {
  const { document } = await loadDocument(fixturePath("tenanted"));
  if (document === undefined) throw new Error("the fixture cannot be read");
  ({ model } = buildModel(document));
});

describe("a mutant", () => {
  it("is served to whoever asks for it, on the state that all share", async () => {
    const mock = createMockApp({ model });
    const made = await create(mock);
    const path = `${pathOf(mock)}/${made.id}`;
    expect((await call(mock, "GET", path, { prefer: "mutant=missing-answers-403" })).status).toBe(200);
    const lost = await call(mock, "GET", `${path}x`, { prefer: "mutant=missing-answers-403" });
    expect([lost.status, lost.headers.get("preference-applied")]).toEqual([
      403,
      "mutant=missing-answers-403",
    ]);
    const deleted = await call(mock, "DELETE", path, { prefer: "respond-async, mutant=delete-is-not-done" });
    expect(deleted.status).toBe(204);
    expect((await call(mock, "GET", path)).status).toBe(200);
    expect((await call(mock, "GET", `${path}x`)).status).toBe(404);
  });

  it("that does not fit is refused, with those that do", async () => {
    const refused = await call(createMockApp({ model }), "GET", "/", { prefer: "mutant=list-page-skips" });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/"detail":"Prefer: mutant=list-page-skips .*list-cursor-loops/);
  });

  it("can be a mock of its own", async () => {
    const mutant = chosenMutants(model).find(({ id }) => id === "create-is-not-kept");
    if (mutant === undefined) throw new Error("the document has creations and reads");
    const mock = createMockApp({ model, mutant });
    const made = await create(mock);
    expect((await call(mock, "GET", `${pathOf(mock)}/${made.id}`)).status).toBe(404);
  });

  it("has an id, a group and a sentence of its own", () => {
    expect(new Set(CHOSEN_MUTANTS.map(({ id }) => id)).size).toBe(CHOSEN_MUTANTS.length);
    expect(new Set(CHOSEN_MUTANTS.map(({ sentence }) => sentence)).size).toBe(CHOSEN_MUTANTS.length);
    expect(new Set(chosenMutants(model).map(({ group }) => group))).toEqual(new Set(MUTANT_GROUPS));
  });

  it("that is enumerated has an id of its own, and names its operation", () => {
    const mutants = enumeratedMutants(model);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    const known = new Set(model.operations.map(({ id }) => id));
    for (const { operations = [] } of mutants) expect(operations.every((id) => known.has(id))).toBe(true);
  });
});

describe("a mock that serves no mutant", () => {
  it.each(["index.ts", "server/mock-server.ts"])("loads none: %s", (entry) => {
    const loaded = importsOf(join(import.meta.dirname, "../src", entry), new Set());
    expect(loaded.size).toBeGreaterThan(20);
    expect([...loaded].filter((file) => file.includes("src/mutants/"))).toEqual([]);
  });
});

function pathOf(mock: MockApp): string {
  return `/fleets/${mock.identities[0]?.tenant?.id ?? ""}/robots`;
}

async function create(mock: MockApp): Promise<{ readonly id: string }> {
  const answer = await call(mock, "POST", pathOf(mock), {}, { name: "one" });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { readonly id: string };
}

async function call(
  mock: MockApp,
  ...[method, path, headers = {}, body]: readonly [
    string,
    string,
    Readonly<Record<string, string>>?,
    unknown?,
  ]
): Promise<Response> {
  const authorization = `Bearer ${(await mock.identities[0]?.token()) ?? ""}`;
  const request = new Request(`http://mock${path}`, {
    method,
    headers: { authorization, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return mock.fetch(request);
}

/** Files that a file loads as it starts, types apart. */
function importsOf(file: string, found: Set<string>): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const imports = readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\s+(?!type\b)[^;]*?from\s+"(\.[^"]+)"/gm,
  );
  for (const [, specifier = ""] of imports) importsOf(join(dirname(file), specifier), found);
  return found;
}
