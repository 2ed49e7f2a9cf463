import {
  defineResource,
  styledQuery,
  writeCookies,
  type ApiPromise,
  type RequestOptions,
  type ResourceFactory,
} from "../../src/index.ts";

export interface Book {
  id: string;
  title: string;
  note?: string;
}
export interface BookListParams {
  library_id: string;
  after?: string;
  expand?: ("reviews" | "shelf")[];
  tags?: string[];
  filter?: { author?: string; year?: number };
  xTraceID?: string;
  session?: string;
}
export interface BookCreateParams {
  library_id: string;
  dry_run?: boolean;
  title: string;
  note?: string;
  xTraceID?: string;
}
export interface BookReplaceParams {
  library_id: string;
  body: string[];
}
export interface BookTouchParams {
  library_id: string;
  note?: string;
}

export interface Books {
  list(params: BookListParams, options?: RequestOptions): ApiPromise<{ items: Book[] }>;
  create(params: BookCreateParams, options?: RequestOptions): ApiPromise<Book>;
  retrieve(bookID: string, params: { library_id: string }, options?: RequestOptions): ApiPromise<Book>;
  replaceTags(bookID: string, params: BookReplaceParams, options?: RequestOptions): ApiPromise<Book>;
  touch(bookID: string, params: BookTouchParams, options?: RequestOptions): ApiPromise<Book>;
  delete(bookID: string, params: { library_id: string }, options?: RequestOptions): ApiPromise<void>;
}

const book = "/libraries/{library_id}/books/{book_id}";

export const books: ResourceFactory<Books> = /* @__PURE__ */ defineResource<Books>({
  list: {
    method: "GET",
    path: "/libraries/{library_id}/books",
    places: { xTraceID: ["header", "X-Trace-ID"], session: ["cookie", "session"] },
    writeCookies,
    writeQuery: styledQuery({
      tags: { style: "pipeDelimited", explode: false },
      filter: { style: "deepObject" },
    }),
  },
  create: {
    method: "POST",
    path: "/libraries/{library_id}/books",
    places: { xTraceID: ["header", "X-Trace-ID"], dry_run: ["query", "dry_run"] },
    body: "members",
  },
  retrieve: { method: "GET", path: book, positional: "book_id" },
  replaceTags: { method: "PUT", path: `${book}/tags`, positional: "book_id", body: "whole" },
  touch: {
    method: "PATCH",
    path: book,
    positional: "book_id",
    body: "members",
    bodyOptional: true,
    mediaType: "application/merge-patch+json",
  },
  delete: { method: "DELETE", path: book, positional: "book_id", answer: "none" },
});
