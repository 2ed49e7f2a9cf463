import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { prerender } from "react-dom/static";
import { expect, test } from "vitest";
import { AccountNames } from "../src/account-names.tsx";
import { createMockedClient } from "../src/mock-client.ts";

test("a component shows what a query over the path face gives", async () => {
  const { client, organization } = await createMockedClient();
  for (const name of ["deploys", "backups"])
    await client.organizations.serviceAccounts.create(organization, { name });
  const { prelude } = await prerender(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense fallback="waiting">
        <AccountNames client={client} organization={organization} />
      </Suspense>
    </QueryClientProvider>,
  );
  const html = await new Response(prelude).text();
  const names = Array.from(html.matchAll(/<li>(\w+)<\/li>/g), ([, name = ""]) => name);
  expect(new Set(names)).toEqual(new Set(["backups", "deploys"]));
});
