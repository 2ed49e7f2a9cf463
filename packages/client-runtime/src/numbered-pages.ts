import { createPaging, type Paging } from "./pages.ts";
import { readPointer } from "./read-pointer.ts";

/** Pages by number or by offset. */
export interface NumberedPages {
  /** JSON pointer to the items in the answer. */
  readonly items: string;
  /** Query parameter that counts. */
  readonly parameter: string;
  /** Whether it counts pages (from 1) or items (from 0). */
  readonly counts: "pages" | "items";
  /** Query parameter that bounds a page. */
  readonly limit?: string;
  /** JSON pointer to the number of all items in the answer. */
  readonly total?: string;
  /** JSON pointer to the number of all pages in the answer. */
  readonly pages?: string;
}

/** Pages that are asked for by their number, or by the number of items before them. They end with an empty one at the latest. */
export function numberedPages({ items, parameter, counts, limit, total, pages }: NumberedPages): Paging {
  return createPaging({
    items: (body) => readPointer(body, items),
    step({ body, items: found, params }, forward) {
      const first = counts === "pages" ? 1 : 0;
      const bound = limit === undefined ? undefined : (params[limit] as number | undefined);
      const size = counts === "pages" ? 1 : forward ? found.length : (bound ?? found.length);
      const current = Number(params[parameter] ?? first);
      const to = Math.max(first, current + (forward ? size : -size));
      const all = (pages && readPointer(body, pages)) ?? undefined;
      const count = (total && readPointer(body, total)) ?? undefined;
      const over =
        counts === "items" && typeof count === "number"
          ? to >= count
          : counts === "pages" && typeof all === "number" && to > all;
      return to === current || (forward && (found.length === 0 || over))
        ? undefined
        : { ...params, [parameter]: to };
    },
  });
}
