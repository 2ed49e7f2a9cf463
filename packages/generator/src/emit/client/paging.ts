// How the client walks a list whose pagination the document declares.
import { pointerSegments } from "@specloom/api-model";
import type { Json, Pagination } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { stringLiteral } from "../../print/string-literal.ts";
import { jsonLiteral } from "../json-literal.ts";
import { RUNTIME } from "./client-context.ts";

/** The call that makes the runtime walk: `cursorPages({ … })`. It is pure, so that an unused resource leaves nothing in a bundle. */
export function pagingCall(pagination: Pagination, source: SourceFile): string {
  const { style, data } = pagingData(pagination);
  return `/* @__PURE__ */ ${source.importValue(style, RUNTIME)}(${jsonLiteral(data)})`;
}

function pagingData(pagination: Pagination): { readonly style: string; readonly data: Json } {
  const { items, limit } = pagination;
  switch (pagination.kind) {
    case "cursor": {
      const { next, previous } = pagination;
      const data = { items, next: { ...next }, ...(previous && { previous: { ...previous } }) };
      return { style: "cursorPages", data };
    }
    case "link":
      return {
        style: "linkPages",
        data: { items, ...(pagination.next !== undefined && { next: pagination.next }) },
      };
    default: {
      const isPage = pagination.kind === "page";
      const { total } = pagination;
      const counted = isPage ? pagination.pages : undefined;
      const data = {
        items,
        parameter: isPage ? pagination.page : pagination.offset,
        counts: isPage ? "pages" : "items",
        ...(limit !== undefined && { limit }),
        ...(total !== undefined && { total }),
        ...(counted !== undefined && { pages: counted }),
      };
      return { style: "numberedPages", data };
    }
  }
}

/** The type of an item that has no name, by way of the body that holds it. */
export function itemOfBody(body: string, { items }: Pagination): string {
  const list = pointerSegments(items).reduce(
    (type, name) => `NonNullable<${type}[${stringLiteral(name)}]>`,
    body,
  );
  return `${list}[number]`;
}
