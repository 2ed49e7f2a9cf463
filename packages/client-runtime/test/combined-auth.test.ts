import { describe, expect, test } from "vitest";
import {
  apiKeyAuth,
  basicAuth,
  bearerAuth,
  clientCredentials,
  combinedAuth,
  definePathClient,
  isConfigurationError,
  type AuthScheme,
  type ClientOptions,
} from "../src/paths.ts";
import type { paths } from "./library/openapi.ts";
import { api } from "./library/api.ts";
import { recordFetch, thrown, type SentRequest } from "./record-fetch.ts";

const key = apiKeyAuth({ in: "header", parameter: "X-Key" });
const exchange = clientCredentials({ tokenUrl: "/token" });
const auth: readonly AuthScheme[] = [
  key,
  exchange,
  combinedAuth(key, bearerAuth),
  combinedAuth(key, exchange),
];

async function send(
  options: ClientOptions,
  environment: Record<string, string> = {},
  schemes = auth,
): Promise<SentRequest> {
  const { fetch, sent } = recordFetch(() => Response.json({ access_token: "issued", token_type: "bearer" }));
  const create = definePathClient<paths>({ ...api, auth: schemes }, { environment });
  await create({ ...options, fetch }).GET("/health");
  return sent.at(-1)!;
}

describe("schemes that are needed together", () => {
  test.each<[ClientOptions, Record<string, string>, Record<string, string>]>([
    [{ apiKey: "k", token: "t" }, {}, { "x-key": "k", authorization: "Bearer t" }],
    [{}, { LIBRARY_API_KEY: "k", LIBRARY_TOKEN: "t" }, { "x-key": "k", authorization: "Bearer t" }],
    [{ apiKey: "k", clientId: "i", clientSecret: "s" }, {}, { "x-key": "k", authorization: "Bearer issued" }],
    [
      { apiKey: "k", clientId: "i" },
      { LIBRARY_CLIENT_SECRET: "s" },
      { "x-key": "k", authorization: "Bearer issued" },
    ],
    [
      { apiKey: "k", token: async () => Promise.resolve("asked") },
      {},
      { "x-key": "k", authorization: "Bearer asked" },
    ],
    [{ apiKey: "k" }, { LIBRARY_TOKEN: "t" }, { "x-key": "k" }],
    [{ token: "t" }, { LIBRARY_API_KEY: "k" }, { authorization: "Bearer t" }],
  ])("%j with %j", async (options, environment, expected) => {
    const { headers } = await send(options, environment);
    const names = ["x-key", "authorization"].filter((name) => name in headers);
    expect(Object.fromEntries(names.map((name) => [name, headers[name]]))).toEqual(expected);
  });

  test("of which none stands alone take the other from the environment", async () => {
    const { url, headers } = await send({ username: "u" }, { LIBRARY_PASSWORD: "p", LIBRARY_API_KEY: "k" }, [
      combinedAuth(apiKeyAuth({ in: "query", parameter: "key" }), basicAuth()),
    ]);
    expect(url).toContain("key=k");
    expect(headers["authorization"]).toBe(`Basic ${btoa("u:p")}`);
  });

  test.each<[ClientOptions, RegExp]>([
    [{ token: "hunter2", clientId: "i", clientSecret: "hunter2" }, /"token" is given .*give one kind/],
    [{ apiKey: "hunter2", token: "hunter2", clientId: "i" }, /"token" is given .*"apiKey" and "clientId"/],
    [{ apiKey: "hunter2", clientId: "i" }, /"clientSecret" is missing beside "apiKey" and "clientId"/],
  ])("%j are refused by name", (options, message) => {
    const error = thrown(() => definePathClient({ ...api, auth }, { environment: {} })(options));
    expect(isConfigurationError(error)).toBe(true);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("hunter2");
  });
});
