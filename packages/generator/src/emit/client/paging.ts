// How the client walks a list whose pagination the document declares.
import { pointerSegments } from "@specloom/api-model";
import type { CursorStep, Json, Operation, Pagination } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { stringLiteral } from "../../print/string-literal.ts";
import { jsonLiteral } from "../json-literal.ts";
import { RUNTIME } from "./client-context.ts";

/**
 * The call that makes the runtime walk: `cursorPages({ … })`; undefined where there is nothing to walk. It is pure, so that
 * an unused resource leaves nothing in a bundle.
 */
export function pagingCall(operation: Operation, source: SourceFile): string | undefined {
  if (operation.pagination === undefined) return undefined;
  const { style, data } = pagingData(operation.pagination, (name) => argumentOf(operation, name));
  return `/* @__PURE__ */ ${source.importValue(style, RUNTIME)}(${jsonLiteral(data)})`;
}

/** What the query parameter is called in `params`, where the walk sets it. */
function argumentOf({ parameters }: Operation, name: string): string {
  return parameters.query.find((parameter) => parameter.name === name)?.argument ?? name;
}

type NameOf = (parameter: string) => string;

function pagingData(pagination: Pagination, nameOf: NameOf): { readonly style: string; readonly data: Json } {
  const { items, limit } = pagination;
  switch (pagination.kind) {
    case "cursor": {
      const { next, previous } = pagination;
      const data = {
        items,
        next: stepData(next, nameOf),
        ...(previous && { previous: stepData(previous, nameOf) }),
      };
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
        parameter: nameOf(isPage ? pagination.page : pagination.offset),
        counts: isPage ? "pages" : "items",
        ...(limit !== undefined && { limit: nameOf(limit) }),
        ...(total !== undefined && { total }),
        ...(counted !== undefined && { pages: counted }),
      };
      return { style: "numberedPages", data };
    }
  }
}

function stepData(step: CursorStep, nameOf: NameOf): { readonly [member: string]: Json } {
  return { ...step, parameter: nameOf(step.parameter) };
}

/** The type of an item that has no name, by way of the body that holds it. */
export function itemOfBody(body: string, { items }: Pagination): string {
  const list = pointerSegments(items).reduce(
    (type, name) => `NonNullable<${type}[${stringLiteral(name)}]>`,
    body,
  );
  return `${list}[number]`;
}
