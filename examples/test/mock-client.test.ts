import { isNotFoundError } from "@specloom/keycard-client";
import { expect, test } from "vitest";
import { createMockedClient } from "../src/mock-client.ts";

test("an application is tested against a server with state", async () => {
  const { client, organization } = await createMockedClient();
  const { serviceAccounts } = client.organizations;
  const account = await serviceAccounts.create(organization, { name: "deploys" });
  await serviceAccounts.delete(account.id, { organization_id: organization });
  const gone = serviceAccounts.retrieve(account.id, { organization_id: organization });
  expect(isNotFoundError(await gone.catch((error: unknown) => error))).toBe(true);
});

test("two tests have two servers", async () => {
  const [one, other] = [await createMockedClient(), await createMockedClient()];
  await one.client.organizations.serviceAccounts.create(one.organization, { name: "mine" });
  expect(await other.client.organizations.serviceAccounts.list(other.organization).toArray()).toEqual([]);
});
