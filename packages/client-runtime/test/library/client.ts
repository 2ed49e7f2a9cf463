import {
  defineBareClient,
  defineClient,
  defineResource,
  resourceTree,
  type ApiPromise,
  type BareClient,
  type ClientBase,
  type ClientOptions,
  type RequestOptions,
  type ResourceFactory,
} from "../../src/index.ts";
import { definePathClient, type PathClient, type PathClientOptions } from "../../src/paths.ts";
import { api } from "./api.ts";
import { books, type Books } from "./books.ts";
import type { paths } from "./openapi.ts";

export interface Libraries {
  readonly books: Books;
  open(libraryID: string, options?: RequestOptions): ApiPromise<void>;
}
export const libraries: ResourceFactory<Libraries> = /* @__PURE__ */ resourceTree<Libraries>(
  { books },
  defineResource<Omit<Libraries, "books">>({
    open: {
      method: "POST",
      path: "/libraries/{library_id}/open",
      positional: "library_id",
      params: false,
      answer: "none",
      anonymous: true,
    },
  }),
);

export interface Client extends ClientBase<paths> {
  readonly libraries: Libraries;
}
export const createClient: (options?: ClientOptions) => Client = defineClient<Client, paths>(api, {
  libraries,
});
export const createPathClient: (options?: PathClientOptions) => PathClient<paths> =
  definePathClient<paths>(api);
export const createBareClient: (options?: PathClientOptions) => BareClient = defineBareClient(api);
