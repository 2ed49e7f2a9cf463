// Walking lists with the generated client, against the mock server in process.
import { createClient, type Client } from "@specloom/keycard-client";
import { createMockApp, type Identity } from "@specloom/mock-server";
import { buildModel, loadDocument } from "@specloom/api-model";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ROOT } from "./workspace.ts";

const NAMES = ["a", "b", "c", "d", "e"];
const PAGE = { limit: 2 };
const asked: URL[] = [];
let client: Client;
let organization: string;

beforeAll(async () => {
  const { document } = await loadDocument(join(ROOT, "spec/openapi.yaml"));
  const app = createMockApp({ model: buildModel(document!).model });
  const owner = app.identities[0] as Identity;
  organization = owner.tenant?.id ?? "";
  client = createClient({
    baseUrl: "http://mock.example",
    clientId: owner.clientID,
    clientSecret: owner.clientSecret,
    fetch: (input, init) => {
      const request = new Request(input, init);
      if (request.method === "GET") asked.push(new URL(request.url));
      return app.fetch(request);
    },
  });
  for (const name of NAMES) await client.organizations.serviceAccounts.create(organization, { name });
});

function list(): ReturnType<Client["organizations"]["serviceAccounts"]["list"]> {
  asked.length = 0;
  return client.organizations.serviceAccounts.list(organization, PAGE);
}

test("iterating a list gives every item of every page, each once", async () => {
  const names: string[] = [];
  for await (const account of list()) names.push(account.name);
  expect(names.toSorted()).toEqual(NAMES);
  expect(asked.map(({ searchParams }) => searchParams.get("limit"))).toEqual(["2", "2", "2"]);
});

test("pages() gives page after page", async () => {
  const sizes: number[] = [];
  for await (const page of list().pages()) sizes.push(page.items.length);
  expect(sizes).toEqual([2, 2, 1]);
});

test("toArray ends at its limit and asks for no page more than that needs", async () => {
  expect((await list().toArray()).map(({ name }) => name).toSorted()).toEqual(NAMES);
  expect(await list().toArray({ limit: 3 })).toHaveLength(3);
  expect(asked).toHaveLength(2);
});

test("awaited it is one page, and next and previous lead on and back", async () => {
  const first = await list();
  const second = await first.next();
  const back = await second?.previous();
  expect(second?.items).toHaveLength(2);
  expect(back?.items).toEqual(first.items);
  expect(await first.previous()).toBeUndefined();
  const third = await second?.next();
  expect(third?.items).toHaveLength(1);
  expect(await third?.next()).toBeUndefined();
  // A page is its body: the steps are in no log.
  expect(Object.keys(first).toSorted()).toEqual(
    Object.keys(JSON.parse(JSON.stringify(first)) as object).toSorted(),
  );
});

test("a list below another is walked the same way", async () => {
  const [account] = (await list()).items;
  const { credentials } = client.organizations.serviceAccounts;
  const parents = { organization_id: organization };
  for (const name of NAMES) await credentials.create(account!.id, { ...parents, name });
  const all = await credentials.list(account!.id, { ...parents, limit: 2 }).toArray();
  expect(all.map(({ name }) => name).toSorted()).toEqual(NAMES);
});
