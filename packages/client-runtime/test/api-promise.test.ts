import { describe, expect, test } from "vitest";
import { isDecodeError, isNotFoundError } from "../src/index.ts";
import { answering } from "./answering.ts";
import type { Client } from "./library/client.ts";
import { rejection } from "./record-fetch.ts";

describe("the promise", () => {
  const book = { id: "1", title: "T" };
  const get = (): ReturnType<Client["libraries"]["books"]["retrieve"]> =>
    answering(() => Response.json(book)).client.libraries.books.retrieve("1", { library_id: "l" });

  test("is a promise", async () => {
    const promise = get();
    expect(promise).toBeInstanceOf(Promise);
    let finals = 0;
    await expect(promise.finally(() => void finals++)).resolves.toEqual(book);
    await expect(Promise.all([promise, promise])).resolves.toEqual([book, book]);
    await expect(
      answering(() => new Response("", { status: 404 }))
        .client.libraries.open("l")
        .catch(() => 1),
    ).resolves.toBe(1);
    expect(finals).toBe(1);
  });

  test("gives the response unread", async () => {
    const promise = get();
    const response = await promise.asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toEqual(book);
  });

  test.each<[string, (response: Response) => unknown]>([
    ["read", (response) => response.text()],
    ["being read", (response) => response.body!.getReader()],
  ])("does not send again for a body that was %s as a response", async (_how, use) => {
    const { client, sent } = answering(() => Response.json(book), { retry: { attempts: 3 } });
    const promise = client.libraries.books.retrieve("1", { library_id: "l" });
    await use(await promise.asResponse());
    const error = await rejection(promise);
    expect(isDecodeError(error)).toBe(true);
    expect((error as Error).message).toContain("asResponse()");
    expect(sent).toHaveLength(1);
  });

  test("gives the body after the response if that is unread", async () => {
    const promise = get();
    expect((await promise.asResponse()).status).toBe(200);
    expect(await promise).toEqual(book);
  });

  test("gives body and response", async () => {
    const { data, response } = await get().withResponse();
    expect(data).toEqual(book);
    expect(response.status).toBe(200);
  });

  test("sends once, asked or not", async () => {
    const { client, sent } = answering(() => Response.json(book));
    const promise = client.libraries.books.retrieve("1", { library_id: "l" });
    await Promise.all([promise, promise.withResponse()]);
    expect(sent).toHaveLength(1);
    void client.libraries.books.retrieve("2", { library_id: "l" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sent).toHaveLength(2);
  });

  test("rejects as the call does when the response is asked for", async () => {
    const { client } = answering(() => new Response("{}", { status: 404 }));
    const promise = client.libraries.books.retrieve("1", { library_id: "l" });
    expect(isNotFoundError(await rejection(promise.asResponse()))).toBe(true);
  });
});
