import { describe, expect, test } from "vitest";
import {
  definePathClient,
  isConfigurationError,
  type ApiDescription,
  type ClientOptions,
  type Hooks,
} from "../src/paths.ts";
import { resolveSettings, type Settings } from "../src/settings.ts";
import type { Environment } from "../src/environment.ts";
import { api } from "./library/api.ts";
import { createClient, createPathClient } from "./library/client.ts";
import { thrown } from "./record-fetch.ts";

const resolve = (
  options: ClientOptions,
  environment: Environment = {},
  document: ApiDescription = api,
): Settings => resolveSettings(document, options, environment);

const refusal = (options: unknown, environment: Environment = {}, document: ApiDescription = api): string => {
  const error = thrown(() => resolve(options as ClientOptions, environment, document));
  expect(isConfigurationError(error)).toBe(true);
  return (error as Error).message;
};

describe("base URL", () => {
  test("is the option, else the variable, else the document's first server", () => {
    const environment = { LIBRARY_BASE_URL: "http://127.0.0.1:1/env/" };
    expect(resolve({ baseUrl: "http://127.0.0.1:2/option//" }, environment).baseUrl).toBe(
      "http://127.0.0.1:2/option",
    );
    expect(resolve({}, environment).baseUrl).toBe("http://127.0.0.1:1/env");
    expect(resolve({}).baseUrl).toBe("https://api.library.example/v1");
  });

  test("blank counts as not given", () => {
    expect(resolve({ baseUrl: " " }, { LIBRARY_BASE_URL: "" }).baseUrl).toBe(
      "https://api.library.example/v1",
    );
  });

  test("that is relative is relative to the page, where there is one", () => {
    const global = globalThis as { location?: { href: string } };
    global.location = { href: "https://app.example/a/page?b#c" };
    try {
      expect(resolve({ baseUrl: "/api/" }).baseUrl).toBe("https://app.example/api");
      expect(resolve({}, {}, { ...api, servers: ["../v1"] }).baseUrl).toBe("https://app.example/v1");
    } finally {
      delete global.location;
    }
  });

  test("is an error where the document has no absolute server", () => {
    expect(refusal({}, {}, { ...api, servers: ["/v1"] })).toContain('"baseUrl" is missing');
  });

  test.each([
    "not a url",
    "ftp://example.com",
    "https://user:hunter2@example.com",
    "https://example.com/?a=1",
    "https://example.com/#x",
  ])("%s is refused", (baseUrl) => {
    const message = refusal({ baseUrl });
    expect(message).toContain('"baseUrl"');
    expect(message).not.toContain("hunter2");
  });
});

describe("credentials", () => {
  const exchanged = {
    credentials: { issue: expect.any(Function) as unknown },
    tokenKey: ["https://api.library.example/v1", undefined, "clientId,clientSecret", "id", "secret"],
  };

  test("come from options", () => {
    expect(resolve({ token: "t" }).credentials).toEqual({ token: "t" });
    expect(resolve({ clientId: "id", clientSecret: "secret" })).toMatchObject(exchanged);
    expect(resolve({}).credentials).toEqual({});
  });

  test("come from the environment", () => {
    expect(resolve({}, { LIBRARY_TOKEN: "t" }).credentials).toEqual({ token: "t" });
    expect(resolve({}, { LIBRARY_CLIENT_ID: "id", LIBRARY_CLIENT_SECRET: "secret" })).toMatchObject(
      exchanged,
    );
    expect(resolve({ clientId: "id" }, { LIBRARY_CLIENT_SECRET: "secret" })).toMatchObject(exchanged);
    expect(resolve({}, { OTHER_TOKEN: "t", LIBRARY_CLIENT_ID: "" }).credentials).toEqual({});
  });

  test("explicit ones win over the environment, whatever their kind", () => {
    const environment = { LIBRARY_TOKEN: "e", LIBRARY_CLIENT_ID: "e", LIBRARY_CLIENT_SECRET: "e" };
    expect(resolve({ token: "t" }, environment).credentials).toEqual({ token: "t" });
    expect(resolve({ clientId: "id", clientSecret: "secret" }, environment)).toMatchObject(exchanged);
  });

  test("without a prefix no variable is read", () => {
    const { environmentPrefix: _, ...document } = api;
    expect(resolve({}, { undefined_TOKEN: "t", LIBRARY_TOKEN: "t" }, document).credentials).toEqual({});
  });

  test.each([
    [
      { token: "hunter2", clientId: "id", clientSecret: "hunter2" },
      {},
      ['"token"', '"clientId"', '"clientSecret"'],
    ],
    [{ token: "hunter2", clientSecret: "hunter2" }, {}, ['"token"', '"clientSecret"']],
    [{}, { LIBRARY_TOKEN: "hunter2", LIBRARY_CLIENT_ID: "id" }, ['"token"', "environment"]],
    [{ clientId: "id" }, {}, ['"clientSecret" is missing']],
    [{ clientSecret: "hunter2" }, {}, ['"clientId" is missing']],
    [{ token: "hunter2\n" }, {}, ['"token"']],
    [{ token: "hunter2 x" }, {}, ['"token"']],
  ])("%j with %j is refused", (options, environment, names) => {
    const message = refusal(options, environment);
    for (const name of names) expect(message).toContain(name);
    expect(message).not.toContain("hunter2");
  });
});

test.each([
  ["baseUrl", 7],
  ["token", 7],
  ["token", null],
  ["clientId", {}],
  ["clientSecret", true],
  ["tokenUrl", []],
  ["timeout", "5"],
  ["timeout", -1],
  ["timeout", 0],
  ["timeout", Number.NaN],
  ["retry", 3],
  ["fetch", "no"],
  ["headers", "no"],
  ["query", 1],
  ["baseURL", "http://127.0.0.1:1"],
  ["apiKey", "key"],
  ["hooks", null],
])("a wrong %s (%j) is named", (name, value) => {
  expect(refusal({ [name]: value })).toContain(`"${name}"`);
});

test.each<[string, object]>([
  ["attempts", { retry: { attempts: "5" } }],
  ["budget", { retry: { budget: "a minute" } }],
  ["maxRetries", { retry: { maxRetries: 5 } }],
])("a wrong %s of another option is named (%j)", (name, options) => {
  expect(refusal(options)).toContain(`"${name}"`);
});

test("a header that HTTP does not allow is named without its value", () => {
  const message = refusal({ headers: { "X-Key": "hunter2\n\nx" } });
  expect(message).toContain('"headers"');
  expect(message).not.toContain("hunter2");
  expect(refusal({ userAgent: "mine\n/1" })).toContain('"userAgent"');
});

test("data that is newer than the runtime is refused with the command to run", () => {
  const error = thrown(() => definePathClient({ ...api, modelVersion: 2 })());
  expect((error as Error).message).toMatch(/model version 2.*npm install @specloom\/client-runtime@latest/);
});

test("the environment is that of the process", () => {
  process.env["RUNTIME_TEST_BASE_URL"] = "nonsense";
  try {
    expect(() => definePathClient({ ...api, environmentPrefix: "RUNTIME_TEST" })()).toThrow('"baseUrl"');
  } finally {
    delete process.env["RUNTIME_TEST_BASE_URL"];
  }
});

test("a wrong hook is named", () => {
  const hooks = { onRetry: "no" } as unknown as Hooks;
  for (const make of [createClient, createPathClient]) expect(() => make({ hooks })).toThrow('"onRetry"');
});

test.each<[string, object]>([
  ["hooks", { hooks: 5 }],
  ["hooks", { hooks: "onRequest" }],
  ["logger", { logger: null }],
  ["logger", { logger: { debug() {}, info() {}, warning() {} } }],
  ["logLevel", { logLevel: "warning" }],
])("a wrong %s of a resource client is named (%j)", (name, options) => {
  expect(() => createClient(options as ClientOptions)).toThrow(`"${name}"`);
});

test("a logger may have its functions from a class", () => {
  class Log {
    debug(): void {}
    info(): void {}
    warn(): void {}
  }
  expect(() => createClient({ logger: new Log() })).not.toThrow('"logLevel"');
});

test.each([{ logLevel: "debug" }, { logger: console }])(
  "a path client has no log and refuses %j",
  (options) => {
    const [name] = Object.keys(options);
    expect(() => createPathClient(options as ClientOptions)).toThrow(`"${name}" is none of this client`);
    // @ts-expect-error -- The type has none either.
    expect(() => createPathClient({ logLevel: "debug" })).toThrow('"logLevel"');
  },
);
