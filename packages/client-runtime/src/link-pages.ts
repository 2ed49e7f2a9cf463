import { createPaging, type Paging } from "./pages.ts";
import { readPointer } from "./read-pointer.ts";

/** Pages by link. */
export interface LinkPages {
  /** JSON pointer to the items in the answer. */
  readonly items: string;
  /** JSON pointer to the URL of the next page in the answer. @default the header `Link` (RFC 8288) */
  readonly next?: string;
}

/**
 * Pages that are led to by a URL in the answer. Of the URL only the query is taken: host, path and token of the next
 * call are those of this one, wherever the answer points.
 */
export function linkPages({ items, next }: LinkPages): Paging {
  return createPaging({
    items: (body) => readPointer(body, items),
    step({ body, params, response, fail }, forward) {
      const url =
        next === undefined || !forward
          ? linkOf(response, forward ? "next" : "prev")
          : readPointer(body, next);
      if (typeof url !== "string" || url === "") return undefined;
      if (!URL.canParse(url, "http://host")) throw fail("the link to the next page is no URL");
      const query = new URL(url, "http://host").searchParams;
      return {
        ...params,
        ...Object.fromEntries([...query.keys()].map((name) => [name, valuesOf(query, name)])),
      };
    },
  });
}

function valuesOf(query: URLSearchParams, name: string): string | string[] {
  const values = query.getAll(name);
  return values.length === 1 ? values[0]! : values;
}

/** The target of a relation in the header `Link`. */
function linkOf(response: Response, relation: string): string | undefined {
  const links = response.headers.get("link") ?? "";
  for (const [, url, parameters] of links.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (new RegExp(`;\\s*rel="?([^";]*\\s)?${relation}[\\s";,]?`, "i").test(`${parameters!} `)) return url;
  }
  return undefined;
}
