import { expect, expectTypeOf, test } from "vitest";
import {
  defineResource,
  isNotFoundError,
  type ApiPromise,
  type BoundClient,
  type ClientOptions,
  type NotFoundError,
  type PathClient,
} from "../src/index.ts";
import type { Book, Books } from "./library/books.ts";
import { createClient, createPathClient } from "./library/client.ts";
import type { ErrorBody, paths } from "./library/openapi.ts";

const fetch = async (): Promise<Response> => Response.json({ items: [] });
const client = createClient({ token: "t", fetch });
const plain = createPathClient({ token: "t", fetch });

test("right calls compile and have the right types", async () => {
  expectTypeOf(client.libraries.books.retrieve("b", { library_id: "l" })).toEqualTypeOf<ApiPromise<Book>>();
  expectTypeOf(await client.libraries.open("l")).toEqualTypeOf<void>();
  expectTypeOf(client.paths).toEqualTypeOf<PathClient<paths>>();
  const { data, error } = await plain.GET("/libraries/{library_id}/books", {
    params: { path: { library_id: "l" } },
  });
  if (error) expectTypeOf(error).toEqualTypeOf<ErrorBody>();
  else expectTypeOf(data.items).toEqualTypeOf<{ id: string; title: string }[]>();
  const options: ClientOptions = { baseUrl: process.env["NOT_SET"], token: undefined };
  expectTypeOf(client).toExtend<BoundClient>();
  expectTypeOf(plain).toExtend<BoundClient>();
  const caught: unknown = undefined;
  if (isNotFoundError(caught)) expectTypeOf(caught).toEqualTypeOf<NotFoundError>();
  expect(createClient(options).baseUrl).toBe("https://api.library.example/v1");
});

test("wrong calls do not compile", async () => {
  const wrong = [
    // @ts-expect-error a required member is missing
    () => client.libraries.books.create({ library_id: "l" }),
    // @ts-expect-error the positional value is missing
    () => client.libraries.books.retrieve({ library_id: "l" }),
    // @ts-expect-error not a value of the enum
    () => client.libraries.books.list({ library_id: "l", expand: ["spine"] }),
    // @ts-expect-error no such option
    () => client.libraries.books.list({ library_id: "l" }, { timeOut: 1 }),
    // @ts-expect-error no such path
    () => plain.GET("/books"),
    // @ts-expect-error a path value is missing
    () => plain.GET("/libraries/{library_id}/books", { params: {} }),
    // @ts-expect-error the body is missing
    () => plain.POST("/libraries/{library_id}/books", { params: { path: { library_id: "l" } } }),
    // @ts-expect-error not a type of the option
    () => createClient({ timeout: "5" }),
    // @ts-expect-error no such method on the resource
    () => defineResource<Books>({ burn: { method: "POST", path: "/burn" } }),
  ];
  expect(wrong).toHaveLength(9);
});
