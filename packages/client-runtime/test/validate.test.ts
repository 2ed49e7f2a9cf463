import { expect, test } from "vitest";
import type { Client } from "./library/client.ts";
import { createClient } from "./library/client.ts";
import { api } from "./library/api.ts";
import { createPathClient } from "./library/client.ts";
import {
  defineValidation,
  isResponseValidationError,
  type ResponseValidationError,
  type ValidationOptions,
  type Validator,
} from "../src/validate.ts";
import { formats } from "../src/validate/formats.ts";

// As a generated file has them; this one wants an `id` that is a text.
const hasID: Validator = Object.assign(
  (value: unknown) => {
    const { id } = value as { id?: unknown };
    const isRight = typeof id === "string";
    Object.assign(hasID, { errors: isRight ? null : [{ instancePath: "/id", message: "must be string" }] });
    return isRight;
  },
  { errors: null },
);
let loads = 0;
const validateResponses = defineValidation(api, {
  "GET /libraries/{library_id}/books/{book_id}": () => {
    loads++;
    return Promise.resolve({
      validators: () => ({ "GET /libraries/{library_id}/books/{book_id}": { "200": hasID, "4XX": hasID } }),
    });
  },
});

function clientOf(answer: () => Response, options?: ValidationOptions): Client {
  const client = createClient({ token: "t", logLevel: "off", fetch: () => Promise.resolve(answer()) });
  client.paths.use(validateResponses(options));
  return client;
}
const retrieve = (client: Client): Promise<unknown> =>
  client.libraries.books.retrieve("b 1", { library_id: "l" }, { query: { key_secret: "hush" } });
const wrong = { id: 5, key_secret: "hush" };

test("an answer that matches passes, and is parsed as ever", async () => {
  expect(await retrieve(clientOf(() => Response.json({ id: "b" }), { mode: "throw" }))).toEqual({ id: "b" });
});

test("throw rejects with operation, place and kind, and with no value of the answer", async () => {
  const error = await retrieve(clientOf(() => Response.json(wrong), { mode: "throw" })).then(
    () => undefined,
    (caught: unknown) => caught as ResponseValidationError,
  );
  expect(isResponseValidationError(error)).toBe(true);
  expect(error).toMatchObject({
    name: "ResponseValidationError",
    operation: "GET /libraries/{library_id}/books/{book_id}",
    status: 200,
    faults: [{ pointer: "/id", message: "must be string", found: "a number" }],
    mayHaveTakenEffect: false,
  });
  expect(error?.message).toBe(
    "GET https://api.library.example/v1/libraries/l/books/b%201?key_secret=[redacted]: 200, but the body is not what " +
      "the document says: /id must be string (found a number)",
  );
  expect(JSON.stringify(error)).not.toContain("hush");
  expect(await error?.response.json()).toEqual(wrong);
});

test("validators that cannot be loaded are told of like a fault, and are loaded with the next call", async () => {
  let tries = 0;
  const flaky = defineValidation(api, {
    "GET /libraries/{library_id}/books/{book_id}": async () => {
      if (tries++ < 2) throw new TypeError("Failed to fetch dynamically imported module");
      return { validators: () => ({ "GET /libraries/{library_id}/books/{book_id}": { "200": hasID } }) };
    },
  });
  const told: ResponseValidationError[] = [];
  const make = (options: ValidationOptions): Client => {
    const client = createClient({ token: "t", fetch: async () => Response.json(wrong) });
    client.paths.use(flaky(options));
    return client;
  };
  const warned = make({ report: (error) => told.push(error) });
  expect(await retrieve(warned)).toEqual(wrong);
  const refused = await retrieve(make({ mode: "throw" })).catch((error: unknown) => error);
  expect(isResponseValidationError(refused)).toBe(true);
  expect(refused).toMatchObject({ faults: [], cause: { name: "TypeError" } });
  expect(await retrieve(warned)).toEqual(wrong);
  expect(told.map(({ faults }) => faults.length)).toEqual([0, 1]);
});

test("warn reports and goes on", async () => {
  const told: ResponseValidationError[] = [];
  const client = clientOf(() => Response.json(wrong), { report: (error) => told.push(error) });
  expect(await retrieve(client)).toEqual(wrong);
  expect(told.map(({ faults }) => faults.length)).toEqual([1]);
});

test("off loads no validator", async () => {
  const before = loads;
  expect(await retrieve(clientOf(() => Response.json(wrong), { mode: "off" }))).toEqual(wrong);
  expect(loads).toBe(before);
});

test("what is no JSON is the client's own business, as are operations and statuses without a schema", async () => {
  const broken = await retrieve(clientOf(() => new Response("<html>"), { mode: "throw" })).catch(
    (error: unknown) => error,
  );
  expect(broken).toMatchObject({ name: "DecodeError" });
  const down = await retrieve(clientOf(() => Response.json({}, { status: 501 }), { mode: "throw" })).catch(
    (error: unknown) => error,
  );
  expect(down).toMatchObject({ name: "ServerError" });
  const client = clientOf(() => Response.json({ items: 1 }), { mode: "throw" });
  expect(await client.request("GET", "/elsewhere")).toEqual({ items: 1 });
});

test("a range of statuses has its validator, and path calls are checked too", async () => {
  const client = createPathClient({
    token: "t",
    fetch: () => Promise.resolve(Response.json({}, { status: 404 })),
  });
  client.use(validateResponses({ mode: "throw" }));
  const request = client.request as (method: string, path: string, init: object) => Promise<unknown>;
  const path = { library_id: "l", book_id: "b" };
  await expect(
    request("get", "/libraries/{library_id}/books/{book_id}", { params: { path } }),
  ).rejects.toMatchObject({ name: "ResponseValidationError", status: 404 });
});

test("a mode that there is not is refused by name", () => {
  expect(() => validateResponses({ mode: "loud" as "warn" })).toThrow(/"mode" must be off, warn or throw/);
});

test.each<[string, string[], string[]]>([
  [
    "date-time",
    ["2024-02-29T23:59:60Z", "2026-11-22t10:00:00.123+01:30"],
    [
      "2023-02-29T00:00:00Z",
      "2026-11-22",
      "2026-11-22T10:00:00",
      "2026-13-01T00:00:00Z",
      "2026-11-22T24:00:00Z",
    ],
  ],
  ["date", ["0001-01-31", "2000-02-29"], ["1900-02-29", "2026-00-10", "26-01-01", "2026-04-31"]],
  ["time", ["10:00:00Z"], ["10:00Z", "10:60:00Z", "10:00:00"]],
  ["email", ["a.b+c@example.com"], ["a", "@example.com", "a b@example.com", "a@-x.com"]],
  ["hostname", ["a", "xn--bcher-kva.example"], ["", "-a", "a..b", "a_b", "a".repeat(64)]],
  ["ipv4", ["0.0.0.0", "255.255.255.255"], ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4."]],
  [
    "ipv6",
    ["::", "::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "fe80::a:b"],
    ["1:2:3:4:5:6:7", "1::2::3", "12345::", ":::", "1:2:3:4:5:6:7:8:9", "1.2.3.4", "1.2.3.4::"],
  ],
  ["uri", ["https://a.example/b?c=%20#d", "urn:x:y"], ["/relative", "http://a b", "http://a/%zz", ""]],
  ["uuid", ["123e4567-e89b-12d3-a456-426614174000"], ["123e4567e89b12d3a456426614174000", "x"]],
])("format %s", (format, right, wrongOnes) => {
  const accepted = [...right, ...wrongOnes].filter((text) => formats[format]?.(text));
  expect(accepted).toEqual(right);
});
