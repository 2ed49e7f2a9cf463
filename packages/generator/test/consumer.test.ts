// Generated code as its users write against it: right calls compile, wrong ones do not.
import { describe, expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitSample } from "./emit-sample.ts";

describe("a consumer of the library's client", () => {
  it("makes every right call", async () => {
    const consumer = `
      import { createClient } from "@sample/client";
      import type { Book } from "@sample/types/resources/books";
      const client = createClient({ token: "t" });
      export const page: { items: Book[]; next?: string | null } = await client.books.list();
      await client.books.list({ genre: "novel", limit: 5 });
      export const made: Book = await client.books.create({ title: "T", genre: "essay", donor_note: "n" });
      export const id: number = made.id;
      // A genre that the server adds later is no error for whoever reads one.
      export const genre: string = made.genre;
      await client.books.retrieve(id, { timeout: 5 });
      await client.books.delete(id);
      export const shelf: string = (await client.books.copies.retrieve("c", { book_id: 1, xTrace: "x" })).shelf;
      await client.paths.GET("/books/{book_id}", { params: { path: { book_id: 1 } } });
    `;
    expect(await complaints(consumer)).toEqual([]);
  });

  it.each([
    ["a missing member", 'client.books.create({ title: "T" })'],
    ["a genre that is not listed", 'client.books.list({ genre: "romance" })'],
    ["a member that only the server writes", 'client.books.create({ id: 1, title: "T", genre: "essay" })'],
    ["a member that only the client writes", "client.books.retrieve(1).then((book) => book.donor_note)"],
    ["a positional value of another type", 'client.books.retrieve("1")'],
    ["missing params", 'client.books.copies.retrieve("c")'],
    ["an operation that is not there", "client.books.copies.list()"],
  ])("is told of %s", async (_what, call) => {
    const consumer = `
      import { createClient } from "@sample/client";
      // @ts-expect-error
      void createClient().${call.replace("client.", "")};
    `;
    expect(await complaints(consumer)).toEqual([]);
  });
});

async function complaints(consumer: string): Promise<readonly string[]> {
  const { files } = await emitSample("library");
  return compile(files, { "consumer.ts": consumer });
}
