import { createClient } from "@specloom/keycard-client";
import type { paths } from "@specloom/keycard-types/openapi";
import createFetchClient from "openapi-fetch";
import { median, type Figure } from "../lib/figures.ts";

const ROUNDS = 61;
const WARM_UP_ROUNDS = 10;
const CALLS_A_ROUND = 2000;
const BASE_URL = "https://api.example.com";
const BODY = JSON.stringify({ items: [], page_info: { has_next_page: false, has_prev_page: false } });

/** A fetch that answers at once, so that only the client's own work is timed. */
function instantFetch(input: Request | URL | string): Promise<Response> {
  const url = typeof input === "string" ? input : "url" in input ? input.url : input.href;
  const body = url.endsWith("/service-account-token")
    ? JSON.stringify({ access_token: "token", token_type: "Bearer", expires_in: 3600 })
    : BODY;
  return Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
}

/** A resource call with its defaults on, against bare openapi-fetch, round by round: the median of the ratios. */
export async function measureCallTime(): Promise<Figure[]> {
  const client = createClient({
    baseUrl: BASE_URL,
    clientId: "id",
    clientSecret: "secret",
    fetch: instantFetch,
  });
  const bare = createFetchClient<paths>({ baseUrl: BASE_URL, fetch: instantFetch });
  const ours = (): Promise<unknown> => client.organizations.serviceAccounts.list("org", { limit: 10 });
  const theirs = (): Promise<unknown> =>
    bare.GET("/organizations/{organization_id}/service-accounts", {
      params: { path: { organization_id: "org" }, query: { limit: 10 } },
    });
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = await timeCalls(ours);
    const other = await timeCalls(theirs);
    if (round >= WARM_UP_ROUNDS) ratios.push(one / other);
  }
  return [
    { id: "time-resource-call", value: median(ratios), unit: "x", bound: 1.6, against: "bare openapi-fetch" },
  ];
}

async function timeCalls(call: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  for (let index = 0; index < CALLS_A_ROUND; index++) await call();
  return Number(process.hrtime.bigint() - start);
}
