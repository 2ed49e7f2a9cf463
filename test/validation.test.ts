// Validation of answers by the generated client: its files are closed, and what the mock server says passes.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildModel, loadDocument } from "@specloom/api-model";
import { createClient, type Client } from "@specloom/keycard-client";
import { validateResponses, type ResponseValidationError } from "@specloom/keycard-client/validate";
import { createMockApp, type Identity, type MockApp } from "@specloom/mock-server";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { ROOT, makeScratch } from "./workspace.ts";

const VALIDATORS = join(ROOT, "packages/client/dist/generated/validators");
let app: MockApp;
let owner: Identity;

beforeAll(async () => {
  const { document } = await loadDocument(join(ROOT, "spec/openapi.yaml"));
  app = createMockApp({ model: buildModel(document!).model });
  owner = app.identities[0]!;
});

/** A client that throws on answers that do not match; `change` is done to each JSON text on its way. */
function strictClient(change: (text: string) => string = (text) => text): Client {
  const client = createClient({
    baseUrl: "http://mock.example",
    clientId: owner.clientID,
    clientSecret: owner.clientSecret,
    fetch: async (input, init) => {
      const response = await app.fetch(new Request(input, init));
      const { status, headers } = response;
      return status === 204 ? response : new Response(change(await response.text()), { status, headers });
    },
  });
  client.paths.use(validateResponses({ mode: "throw" }));
  return client;
}

test("every file of validators stands alone", async () => {
  const files = (await readdir(VALIDATORS, { recursive: true })).filter((name) => name.endsWith(".js"));
  expect(files).toHaveLength(2);
  const folder = await makeScratch("validators");
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [index, name] of files.entries()) {
    const text = await readFile(join(VALIDATORS, name), "utf8");
    expect(text).not.toMatch(/\b(?:import|require)\b/);
    const bare = join(folder, `${index}.mjs`);
    await writeFile(bare, text.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
    const { validators } = (await import(pathToFileURL(bare).href)) as {
      validators: (helpers: object) => Record<string, Record<string, (value: unknown) => boolean>>;
    };
    const helpers = { equal: Object.is, length: (value: string) => value.length, formats: {} };
    for (const statuses of Object.values(validators(helpers))) {
      expect(statuses["404"]?.({ message: "m", code: "c", status: 404 })).toBe(true);
      expect(statuses["404"]?.({ message: "m", code: "c", status: "404" })).toBe(false);
    }
  }
});

test("what a server that keeps the document answers passes, errors included", async () => {
  const { serviceAccounts } = strictClient().organizations;
  const organization = owner.tenant?.id ?? "";
  const parents = { organization_id: organization };
  const account = await serviceAccounts.create(organization, { name: "checked" });
  await serviceAccounts.update(account.id, { ...parents, description: "twice" });
  await serviceAccounts.credentials.create(account.id, { ...parents, name: "checked" });
  expect(await serviceAccounts.credentials.list(account.id, parents).toArray()).toHaveLength(1);
  expect(await serviceAccounts.list(organization).toArray()).toHaveLength(1);
  await serviceAccounts.delete(account.id, parents);
  const gone = await serviceAccounts.retrieve(account.id, parents).catch((error: unknown) => error);
  expect(gone).toMatchObject({ name: "NotFoundError" });
});

test("an answer that does not is refused, and its secret is not told", async () => {
  let secret = "";
  const client = strictClient((text) =>
    text.replace(/"client_secret":"([^"]*)"/, (_, found: string) => {
      secret = found;
      return `"client_secret":["${found}"]`;
    }),
  );
  const { serviceAccounts } = client.organizations;
  const organization = owner.tenant?.id ?? "";
  const account = await serviceAccounts.create(organization, { name: "secretive" });
  const error = await serviceAccounts.credentials
    .create(account.id, { organization_id: organization, name: "c" })
    .then(
      () => undefined,
      (caught: unknown) => caught as ResponseValidationError,
    );
  expect(error).toMatchObject({
    name: "ResponseValidationError",
    faults: [{ pointer: "/client_secret", message: "must be string", found: "a list of 1" }],
    mayHaveTakenEffect: true,
  });
  expect(secret).not.toBe("");
  expect(`${error?.message}${JSON.stringify(error)}`).not.toContain(secret);
});
