import { pointerNames } from "../json.ts";
import { mapAt, onBody } from "./answers.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";
import { afterStep, aroundStep } from "./steps.ts";
import { onPage, onQuery, numberOf, isLater, counted, expandNames } from "./list-changes.ts";

export const NUMBERED_PAGE_MUTANTS: readonly ChosenMutant[] = mutantsOf("lists", [
  [
    "list-ignores-page",
    ["page"],
    "The page number is ignored.",
    onQuery((query, pagination) => {
      if (pagination.kind === "page") query.delete(pagination.page);
    }),
  ],
  [
    "list-page-from-zero",
    ["page"],
    "Page 1 is the second page.",
    onQuery((query, pagination) => {
      if (pagination.kind === "page") query.set(pagination.page, numberOf(query, pagination.page, 1) + 1);
    }),
  ],
  [
    "list-second-page-is-third",
    ["page"],
    "After the first page one is left out.",
    onQuery((query, pagination) => {
      if (pagination.kind === "page" && isLater(query, pagination))
        query.set(pagination.page, numberOf(query, pagination.page, 1) + 1);
    }),
  ],
  [
    "list-page-overlaps",
    ["page"],
    "A numbered page begins with the last thing of the page before.",
    onPage((selection, page) => page({ ...selection, offset: Math.max(0, (selection.offset ?? 0) - 1) })),
  ],
  [
    "list-page-skips",
    ["page"],
    "A page leaves out its first thing.",
    onPage((selection, page) =>
      page((selection.offset ?? 0) === 0 ? selection : { ...selection, offset: (selection.offset ?? 0) + 1 }),
    ),
  ],
  [
    "list-ignores-offset",
    ["offset"],
    "The offset is ignored.",
    onQuery((query, pagination) => {
      if (pagination.kind === "offset") query.delete(pagination.offset);
    }),
  ],
  [
    "list-offset-one-more",
    ["offset"],
    "The offset counts one too many.",
    onQuery((query, pagination) => {
      if (pagination.kind === "offset" && isLater(query, pagination))
        query.set(pagination.offset, numberOf(query, pagination.offset, 0) + 1);
    }),
  ],
  [
    "list-offset-one-less",
    ["offset"],
    "The offset counts one too few.",
    onQuery((query, pagination) => {
      if (pagination.kind === "offset" && isLater(query, pagination))
        query.set(pagination.offset, numberOf(query, pagination.offset, 0) - 1);
    }),
  ],
  [
    "list-offset-counts-pages",
    ["offset"],
    "The offset counts pages.",
    onQuery((query, pagination) => {
      if (pagination.kind === "offset" && isLater(query, pagination))
        query.set(
          pagination.offset,
          numberOf(query, pagination.offset, 0) * numberOf(query, pagination.limit, 20),
        );
    }),
  ],
  ["list-total-one-more", ["total"], "The total is one too many.", counted((count) => count + 1)],
  ["list-total-is-zero", ["total"], "The total is zero.", counted(() => 0)],
  [
    "list-total-of-page",
    ["total"],
    "The total is that of the page.",
    onBody(["list"], (body, { exchange }) => {
      const { pagination } = exchange.plan.operation;
      const total = pagination !== undefined && "total" in pagination ? pagination.total : undefined;
      let shown = 0;
      mapAt(
        body,
        exchange.plan.list?.itemNames ?? [],
        (value) => ((shown = Array.isArray(value) ? value.length : 0), value),
      );
      return total === undefined ? body : mapAt(body, pointerNames(total), () => shown);
    }),
  ],
  [
    "list-pages-one-more",
    ["pages"],
    "The number of pages is one too many.",
    onBody(["list"], (body, { exchange }) => {
      const { pagination } = exchange.plan.operation;
      return pagination?.kind === "page" && pagination.pages !== undefined
        ? mapAt(body, pointerNames(pagination.pages), (value) => Number(value) + 1)
        : body;
    }),
  ],
  [
    "list-ignores-filters",
    ["filter"],
    "Filters are ignored.",
    onQuery((query, _pagination, { plan }) => plan.list?.filters.forEach((name) => query.delete(name))),
  ],
  [
    "list-filters-first-page-only",
    ["filter"],
    "Only the first page is filtered.",
    onQuery((query, pagination, { plan }) => {
      if (isLater(query, pagination)) plan.list?.filters.forEach((name) => query.delete(name));
    }),
  ],
  [
    "list-filter-empties",
    ["filter"],
    "A filtered list is empty.",
    onPage((selection, page) => (selection.filters.length > 0 ? [] : page(selection))),
  ],
  [
    "expand-ignored",
    ["expand"],
    "What is asked for besides is not answered.",
    afterStep("query", (exchange) => expandNames(exchange).forEach((name) => exchange.query.delete(name))),
  ],
  [
    "expand-unasked",
    ["expand"],
    "What comes on request only comes always.",
    () =>
      aroundStep("query", async (run, exchange, context) => {
        const outcome = await run(exchange, context);
        for (const { name, expands } of exchange.plan.operation.parameters.query)
          if (outcome === undefined && expands.length > 0)
            exchange.query.set(
              name,
              expands.map(({ value }) => value),
            );
        return outcome;
      }),
  ],
]);
