import type { Json } from "@specloom/api-model";
import { pointerNames } from "../json.ts";
import { mapAt, onBody, textOf } from "./answers.ts";
import { fault } from "../answer/fault.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";
import { onPerform } from "./steps.ts";
import { onPage, onTold, takeAway, onQuery } from "./list-changes.ts";

export const PAGE_MUTANTS: readonly ChosenMutant[] = mutantsOf("lists", [
  [
    "list-cursor-loops",
    ["cursor"],
    "The cursor of a page leads to the page itself.",
    onPage((selection, page) => page({ ...selection, after: undefined })),
  ],
  [
    "list-cursor-skips",
    ["cursor"],
    "A page leaves out the first thing after the cursor.",
    onPage((selection, page) =>
      page(selection.after === undefined ? selection : { ...selection, offset: 1 }),
    ),
  ],
  [
    "list-cursor-repeats",
    ["cursor"],
    "A page begins with the last thing of the page before.",
    onPage((selection, page) =>
      page(selection.after === undefined ? selection : { ...selection, after: selection.after - 1 }),
    ),
  ],
  [
    "list-ends-early",
    ["cursor"],
    "A page never tells of more.",
    onTold(
      ({ next }) => next.more,
      () => false,
    ),
  ],
  [
    "list-never-ends",
    ["cursor"],
    "A page always tells of more.",
    onTold(
      ({ next }) => next.more,
      () => true,
    ),
  ],
  [
    "list-hides-previous",
    ["backward"],
    "A page never tells of things before it.",
    onTold(
      ({ previous }) => previous?.more,
      () => false,
    ),
  ],
  [
    "list-always-has-previous",
    ["backward"],
    "A page always tells of things before it.",
    onTold(
      ({ previous }) => previous?.more,
      () => true,
    ),
  ],
  [
    "list-lacks-end-cursor",
    ["cursor"],
    "A page that tells of more has no cursor.",
    takeAway(({ next }) => next.cursor),
  ],
  [
    "list-lacks-start-cursor",
    ["backward"],
    "A page that tells of things before it has no cursor.",
    takeAway(({ previous }) => previous?.cursor),
  ],
  [
    "list-cursors-swapped",
    ["backward"],
    "The two cursors of a page are swapped.",
    onBody(["list"], (body, { exchange }) => {
      const { pagination } = exchange.plan.operation;
      if (pagination?.kind !== "cursor" || pagination.previous === undefined) return body;
      const [end, start] = [pointerNames(pagination.next.cursor), pointerNames(pagination.previous.cursor)];
      let [first, last]: (Json | undefined)[] = [];
      mapAt(body, start, (value) => ((first = value), value));
      mapAt(body, end, (value) => ((last = value), value));
      return mapAt(
        mapAt(body, start, (value) => last ?? value),
        end,
        (value) => first ?? value,
      );
    }),
  ],
  [
    "list-cursor-of-first-item",
    ["cursor"],
    "The cursor that leads on is that of the first item.",
    onPage((selection, page) => {
      const found = page(selection);
      return selection.after === undefined || found.length < 2
        ? found
        : [...found.slice(0, 1), ...found.slice(0, -1)];
    }),
  ],
  [
    "list-ignores-before",
    ["backward"],
    "The cursor that leads back is ignored.",
    onQuery((query, pagination) => {
      if (pagination.kind === "cursor") query.delete(pagination.previous?.parameter ?? "");
    }),
  ],
  [
    "list-before-leads-on",
    ["backward"],
    "The cursor that leads back leads on.",
    onPage((selection, page) =>
      page({ ...selection, before: undefined, after: selection.before ?? selection.after }),
    ),
  ],
  [
    "list-before-includes",
    ["backward"],
    "A page that leads back ends with the cursor's own thing.",
    onPage((selection, page) =>
      page(selection.before === undefined ? selection : { ...selection, before: selection.before + 1 }),
    ),
  ],
  [
    "list-before-from-start",
    ["backward"],
    "A page that leads back begins at the start of the list.",
    onPage((selection, page) =>
      selection.before === undefined
        ? page(selection)
        : page({
            collection: selection.collection,
            filters: selection.filters,
            limit: selection.limit,
          }).filter(({ position }) => position < (selection.before ?? 0)),
    ),
  ],
  [
    "list-before-reversed",
    ["backward"],
    "A page that leads back stands in the other order.",
    onPage((selection, page) =>
      selection.before === undefined ? page(selection) : page(selection).toReversed(),
    ),
  ],
  [
    "list-cursor-dies",
    ["cursor"],
    "A cursor can be used once.",
    () => {
      const used = new Set<string>();
      return onPerform(["list"], ({ exchange, context }, perform) => {
        const { pagination } = exchange.plan.operation;
        const cursor =
          pagination?.kind === "cursor" ? exchange.query.get(pagination.next.parameter) : undefined;
        if (cursor === undefined) return perform();
        if (used.has(JSON.stringify(cursor)))
          return fault("malformed-cursor", "this cursor was used", {
            declared: pagination?.kind === "cursor" ? pagination.malformed : [textOf(context.seed)],
          });
        used.add(JSON.stringify(cursor));
        return perform();
      });
    },
  ],
  [
    "list-takes-any-cursor",
    ["cursor"],
    "A cursor that was never given leads to the first page.",
    () =>
      onPerform(["list"], ({ exchange }, perform) => {
        const outcome = perform();
        const { pagination } = exchange.plan.operation;
        const isMalformed =
          outcome !== undefined && "sentence" in outcome && outcome.kind === "malformed-cursor";
        if (!isMalformed || pagination?.kind !== "cursor") return outcome;
        exchange.query.delete(pagination.next.parameter);
        exchange.query.delete(pagination.previous?.parameter ?? "");
        return perform();
      }),
  ],
  [
    "list-cursor-answers-500",
    ["cursor"],
    "A cursor that was never given is answered with 500.",
    () => ({
      answer: (answer, { fault: told }) =>
        told?.kind === "malformed-cursor" ? { ...answer, status: 500 } : answer,
    }),
  ],
]);
