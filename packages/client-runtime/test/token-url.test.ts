import { describe, expect, test } from "vitest";
import {
  clientCredentials,
  defineClient,
  isConfigurationError,
  type ApiDescription,
  type ClientBase,
  type TokenPlace,
  type ClientOptions,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, thrown } from "./record-fetch.ts";

const servers = ["https://api.library.example/v1", "https://eu.library.example/v1"];

/** The URLs that saw the client secret during one call. */
async function whoSaw(
  place: string | TokenPlace,
  options: ClientOptions,
  more: Partial<ApiDescription> = {},
): Promise<string[]> {
  const { fetch, sent } = recordFetch(({ url }) =>
    url.endsWith("/health")
      ? Response.json({ up: true })
      : Response.json({ access_token: "token", token_type: "Bearer" }),
  );
  const scheme = typeof place === "string" ? { tokenUrl: place } : place;
  const description: ApiDescription = { ...api, servers, auth: [clientCredentials(scheme)], ...more };
  const create = defineClient<ClientBase<paths>, paths>(description, {}, { environment: {} });
  const client = create({ clientId: "id", clientSecret: "secret", fetch, ...options });
  await client.paths.GET("/health");
  const basic = `Basic ${btoa("id:secret")}`;
  expect(sent.at(-1)!.headers["authorization"]).toBe("Bearer token");
  return sent.filter((request) => request.headers["authorization"] === basic).map((request) => request.url);
}

describe("the client secret is seen by", () => {
  test.each<[string, Parameters<typeof whoSaw>[0], string | undefined, string]>([
    [
      "the server in use, for a relative token URL",
      "/oauth/token",
      undefined,
      "https://api.library.example/v1/oauth/token",
    ],
    [
      "the server in use, for one without a slash",
      "oauth/token",
      undefined,
      "https://api.library.example/v1/oauth/token",
    ],
    [
      "the other host, if the base URL is there",
      "/oauth/token",
      "http://127.0.0.1:9/base/",
      "http://127.0.0.1:9/base/oauth/token",
    ],
    [
      "the other host, if the token URL is on a server of the document",
      { tokenUrl: "https://api.library.example/v1/oauth/token?a=1", tokenPath: "/oauth/token?a=1" },
      "http://127.0.0.1:9/base",
      "http://127.0.0.1:9/base/oauth/token?a=1",
    ],
    [
      "the other host, if the token URL is beside the server's base path",
      { tokenUrl: "https://api.library.example/oauth/token", tokenPath: "/oauth/token" },
      "http://127.0.0.1:9",
      "http://127.0.0.1:9/oauth/token",
    ],
    [
      "the second server, if that is in use",
      { tokenUrl: "https://api.library.example/v1/oauth/token", tokenPath: "/oauth/token" },
      "https://eu.library.example/v1",
      "https://eu.library.example/v1/oauth/token",
    ],
    [
      "the first server as it is written",
      { tokenUrl: "https://api.library.example/oauth/token", tokenPath: "/oauth/token" },
      undefined,
      "https://api.library.example/oauth/token",
    ],
    [
      "the third host that the document names, while a server of the document is in use",
      "https://login.example/token",
      "https://EU.library.example:443/v1/",
      "https://login.example/token",
    ],
    [
      "nobody but the base URL, for a protocol-relative one",
      "//evil.example/token",
      undefined,
      "https://api.library.example/v1/evil.example/token",
    ],
  ])("%s", async (...[, place, baseUrl, expected]) => {
    expect(await whoSaw(place, { baseUrl })).toEqual([expected]);
  });

  test("the host of the option", async () => {
    const options = { baseUrl: "http://127.0.0.1:9/base", tokenUrl: "http://127.0.0.1:8/token" };
    expect(await whoSaw("https://login.example/token", options)).toEqual(["http://127.0.0.1:8/token"]);
    expect(await whoSaw("https://login.example/token", { ...options, tokenUrl: "/token" })).toEqual([
      "http://127.0.0.1:9/base/token",
    ]);
  });
});

const refusal = (tokenUrl: string, options: ClientOptions, more: Partial<ApiDescription> = {}): string => {
  const error = thrown(() =>
    defineClient<ClientBase<paths>, paths>(
      { ...api, servers, auth: [clientCredentials({ tokenUrl })], ...more },
      {},
      { environment: {} },
    )({ clientId: "id", clientSecret: "hunter2", ...options }),
  );
  expect(isConfigurationError(error)).toBe(true);
  expect((error as Error).message).not.toContain("hunter2");
  return (error as Error).message;
};

describe("construction fails", () => {
  test("if the secret would go to a third host for a server that the document does not know", () => {
    const message = refusal("https://login.example/token", { baseUrl: "http://127.0.0.1:9" });
    expect(message).toContain('"tokenUrl"');
    expect(message).toContain("login.example");
    expect(message).toContain("127.0.0.1:9");
  });

  test("if the third host is not https", () => {
    expect(refusal("http://login.example/token", {})).toMatch(/"tokenUrl".*login\.example.*https/);
  });

  test("if the document has no token URL", () => {
    expect(refusal("", {}, { auth: [] })).toContain('"clientId" is none of this client');
  });
});
