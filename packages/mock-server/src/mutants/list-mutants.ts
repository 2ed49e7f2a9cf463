import type { Json } from "@specloom/api-model";
import { type JsonObject } from "../json.ts";
import type { Entity } from "../state/entity-store.ts";
import { changing, managedNames, mapAt, mapTexts, onThings, without, textOf } from "./answers.ts";
import { fault } from "../answer/fault.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";
import { onEntities } from "./state.ts";
import { onPerform } from "./steps.ts";
import { onPage, items, onQuery, numberOf } from "./list-changes.ts";

const kindOf = (collection: string): Json => (JSON.parse(collection) as readonly Json[])[0] ?? null;

export const LIST_MUTANTS: readonly ChosenMutant[] = mutantsOf("lists", [
  [
    "list-lacks-the-newest",
    ["create", "list"],
    "A list lacks what was created last.",
    onPage((selection, page) => {
      const newest = page({ collection: selection.collection, filters: [], limit: -1 }).at(-1)?.position;
      return page(selection).filter(({ position }) => position !== newest);
    }),
  ],
  [
    "list-lacks-the-oldest",
    ["create", "list"],
    "A list begins with the second thing.",
    onPage((selection, page) => {
      const oldest = page({ collection: selection.collection, filters: [], limit: -1 })[0]?.position;
      return page(selection).filter(({ position }) => position !== oldest);
    }),
  ],
  ["list-is-empty", ["create", "list"], "Lists are empty.", onPage(() => [])],
  [
    "list-keeps-the-deleted",
    ["delete", "list"],
    "What was deleted stays in the list.",
    onEntities((entities) => {
      const places = new Map<number, string>();
      const gone: { readonly collection: string; readonly entity: Entity }[] = [];
      return {
        insert: (entity) => {
          const kept = entities.insert(entity);
          if (kept !== undefined) places.set(kept.position, entity.collection);
          return kept;
        },
        remove: (position) => {
          const entity = entities.findByPosition(position);
          if (entity !== undefined) gone.push({ collection: places.get(position) ?? "", entity });
          entities.remove(position);
        },
        page: (selection) => {
          const found = entities.page(selection);
          if (selection.limit > 0 && found.length >= selection.limit) return found;
          const { after = 0, before = Number.MAX_SAFE_INTEGER } = selection;
          const old = gone.filter(
            (one) =>
              one.collection === selection.collection &&
              one.entity.position > after &&
              one.entity.position < before,
          );
          return [...found, ...old.map(({ entity }) => entity)].toSorted(
            (one, other) => one.position - other.position,
          );
        },
      };
    }),
  ],
  [
    "list-items-are-old",
    ["list", "update"],
    "A list shows things as they were created.",
    () => {
      const made = new Map<string, JsonObject>();
      return onThings(["create", "list"], (thing, { entry, role, exchange }) => {
        const key = JSON.stringify([
          entry.name,
          exchange.pathTexts.slice(0, entry.depth),
          thing[entry.lifecycle.identity ?? ""] ?? null,
        ]);
        if (role === "create")
          made.set(
            key,
            Object.fromEntries(Object.entries(thing).filter(([name]) => entry.writable().has(name))),
          );
        return role === "create" ? thing : { ...thing, ...made.get(key) };
      })();
    },
  ],
  [
    "list-items-lack-optional",
    ["list", "optional"],
    "Items lack members that may be left out.",
    onThings(["list"], (thing, { entry }) =>
      without(
        thing,
        ...[...entry.members().values()].flatMap(({ name, required }) =>
          !required && entry.writable().has(name) ? [name] : [],
        ),
      ),
    ),
  ],
  [
    "list-items-differ",
    ["list", "retrieve", "text"],
    "Items have other texts than reads.",
    onThings(["list"], (thing, call) => mapTexts(call, thing, (text) => `${text}.`)),
  ],
  [
    "list-items-move-time",
    ["list", "moved"],
    "Items have another time of the last change than reads.",
    onThings(["list"], (thing, { entry }) =>
      managedNames(entry, "update").reduce<JsonObject>(
        (moved, name) =>
          changing(moved, name, (value) =>
            typeof value === "number" ? value + 1 : new Date(Date.parse(textOf(value)) + 1000).toISOString(),
          ),
        thing,
      ),
    ),
  ],
  [
    "list-items-all-the-first",
    ["create", "list"],
    "All items are the first.",
    items((all) => all.map(() => all[0] ?? null)),
  ],
  [
    "list-doubles-items",
    ["create", "list"],
    "Each item stands twice in its page.",
    items((all) => all.flatMap((item) => [item, item])),
  ],
  [
    "list-exceeds-limit",
    ["limit"],
    "A page holds one more than was asked for.",
    onQuery((query, { limit }) => {
      if (limit !== undefined && query.has(limit)) query.set(limit, numberOf(query, limit, 1) + 1);
    }),
  ],
  [
    "list-ignores-limit",
    ["limit"],
    "The limit is ignored.",
    onQuery((query, { limit }) => void query.delete(limit ?? "")),
  ],
  [
    "list-order-alternates",
    ["create", "list"],
    "The order of a list turns round with each call.",
    () => {
      let calls = 0;
      return items((all) => ((calls += 1) % 2 === 0 ? all.toReversed() : all))();
    },
  ],
  [
    "list-shows-all-parents",
    ["child", "list"],
    "A list shows the children of all parents.",
    onEntities((entities) => {
      const collections = new Set<string>();
      return {
        insert: (entity) => {
          collections.add(entity.collection);
          return entities.insert(entity);
        },
        page: (selection) =>
          [...new Set([selection.collection, ...collections])]
            .filter((one) => kindOf(one) === kindOf(selection.collection))
            .flatMap((collection) => entities.page({ ...selection, collection })),
      };
    }),
  ],
  [
    "list-empty-answers-404",
    ["create", "list"],
    "An empty list is answered with 404.",
    () =>
      onPerform(["list"], (call, perform) => {
        const outcome = perform();
        const { itemNames } = call.exchange.plan.list ?? {};
        let isEmpty = false;
        if (outcome !== undefined && "status" in outcome && itemNames !== undefined)
          mapAt(
            outcome.body ?? null,
            itemNames,
            (value) => ((isEmpty = Array.isArray(value) && value.length === 0), value),
          );
        return isEmpty ? fault("not-found", "there is nothing") : outcome;
      }),
  ],
]);
