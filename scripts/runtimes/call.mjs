// One call of every part of the client over a fetch that answers at once; what is wrong is thrown.

/** @param {{ createClient: Function, createPathClient: Function, validateResponses: Function }} parts */
export async function call({ createClient, createPathClient, validateResponses }) {
  const page = { items: [], page_info: { has_next_page: false, has_prev_page: false } };
  const options = { baseUrl: "http://server.example", token: "t", fetch: async () => Response.json(page) };
  const client = createClient(options);
  client.paths.use(validateResponses({ mode: "throw" }));
  const items = await client.organizations.serviceAccounts.list("org", { limit: 1 }).toArray();
  const { data } = await createPathClient(options).GET("/organizations/{organization_id}/service-accounts", {
    params: { path: { organization_id: "org" } },
  });
  if (items.length !== 0 || data.page_info.has_next_page !== false) throw new Error("The answer got lost.");
}
