// Generated code as its users write against it: right calls compile, wrong ones do not.
import { describe, expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitSample, sampleFolder } from "./emit-sample.ts";

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
      for await (const book of client.books.list({ limit: 5 })) book.title.trim();
      export const some: Book[] = await client.books.list().toArray({ limit: 10 });
      // The answer has a member that is called like a step: it stays what it is.
      export const link: string | null | undefined = (await client.books.list()).next;
      await client.paths.GET("/books/{book_id}", { params: { path: { book_id: 1 } } });
    `;
    expect(await complaints(consumer)).toEqual([]);
  });

  it("walks a list whose items have no name", async () => {
    const consumer = `
      import { createClient } from "@sample/client";
      const { visits } = createClient().pets;
      export const costs: (number | undefined)[] = (await visits.list("p").toArray()).map(({ cost }) => cost);
      export const next: number | undefined = (await (await visits.list("p", { skip: 5 })).next())?.found?.count;
    `;
    expect(await complaints(consumer, "calls")).toEqual([]);
  });

  it("owes no idempotency key, though the document requires its header", async () => {
    const consumer = `
      import { createClient } from "@sample/client";
      const { orders } = createClient();
      await orders.create();
      await orders.create({ item: "bolts" });
      await orders.create({ item: "bolts", idempotencyKey: "mine" });
      // @ts-expect-error
      await orders.create({ idempotencyKey: 1 });
    `;
    expect(await complaints(consumer, "wire")).toEqual([]);
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

describe("an enum of an answer", () => {
  it("is open to values that the server adds later, and closed in what is sent", async () => {
    const consumer = `
      import { createClient } from "@sample/client";
      import type { Book } from "@sample/types/resources/books";
      const client = createClient();
      const { genre } = await client.books.retrieve(1);
      // The known values are part of the type, so that editors complete them and comparisons are checked.
      type Known = "novel" | "essay" | "poetry";
      export const completed: Known extends Book["genre"] ? true : false = true;
      const later = ("romance" as string) as Book["genre"];
      export const isKnown: boolean = genre === "novel" || later === "romance";
      // @ts-expect-error a value that is sent must be one of the document's
      await client.books.list({ genre: "romance" });
    `;
    expect(await complaints(consumer)).toEqual([]);
  });

  it("does not break a response at run time", async () => {
    const { createClient } = (await import(`${sampleFolder("library")}expected/client/index.ts`)) as {
      createClient: (options: object) => { books: { retrieve: (id: number) => Promise<unknown> } };
    };
    const book = { id: 1, title: "T", genre: "romance" };
    const fetch = (): Promise<Response> => Promise.resolve(Response.json(book));
    expect(await createClient({ token: "t", fetch }).books.retrieve(1)).toEqual(book);
  });
});

async function complaints(consumer: string, sample = "library"): Promise<readonly string[]> {
  const { files } = await emitSample(sample);
  return compile(files, { "consumer.ts": consumer });
}
