import type { Json } from "@specloom/api-model";
import type { Outcome } from "../app/steps.ts";
import { collectionOf } from "../state/collection.ts";
import { changing, managedNames, mapTexts, onThings, without, textOf } from "./answers.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";
import { onPerform, onSent } from "./steps.ts";
import { siblings, keeps, besides, shift, optionalNames, store, firstReadFails } from "./effects.ts";

export const LIFECYCLE_MUTANTS: readonly ChosenMutant[] = mutantsOf("lifecycle", [
  [
    "create-is-not-kept",
    ["create", "retrieve"],
    "What is created is not there afterwards.",
    besides(["create"], (call) => {
      const made = siblings(call).at(-1);
      if (made !== undefined) call.context.entities.remove(made.position);
    }),
  ],
  [
    "create-drops-optional",
    ["create", "optional"],
    "A creation forgets members that may be left out.",
    onSent(["create"], (body, call) => without(body, ...optionalNames(call))),
  ],
  [
    "create-answer-drops-optional",
    ["create", "optional"],
    "The answer to a creation lacks members that may be left out.",
    onThings(["create"], (thing, call) => without(thing, ...optionalNames(call))),
  ],
  [
    "create-makes-two",
    ["create", "list"],
    "A creation makes two things.",
    () =>
      onPerform(["create"], (_call, perform) => {
        perform();
        return perform();
      }),
  ],
  [
    "create-same-name-same-thing",
    ["create", "list", "text"],
    "A creation with a body that came before answers the first thing.",
    () => {
      const made = new Map<string, Outcome>();
      return onPerform(["create"], (call, perform) => {
        const key = JSON.stringify([
          collectionOf(call.context, call.entry, call.exchange),
          call.exchange.body ?? null,
        ]);
        const outcome = made.get(key) ?? perform();
        made.set(key, outcome);
        return outcome;
      });
    },
  ],
  [
    "create-answers-another-id",
    ["create", "retrieve"],
    "The answer to a creation holds an id that nothing has.",
    onThings(["create"], (thing, { entry }) =>
      changing(thing, entry.lifecycle.identity, (id) =>
        typeof id === "number"
          ? id + 1000
          : `${textOf(id).slice(0, -1)}${textOf(id).endsWith("a") ? "b" : "a"}`,
      ),
    ),
  ],
  [
    "create-answers-the-first-id",
    ["create", "retrieve"],
    "Each creation answers the id of the first.",
    () => {
      let first: Json | undefined;
      return onThings(["create"], (thing, { entry }) =>
        changing(thing, entry.lifecycle.identity, (id) => (first ??= id)),
      )();
    },
  ],
  [
    "create-replaces-the-last",
    ["create", "list"],
    "A creation takes the place of the one before.",
    besides(["create"], (call) => {
      const before = siblings(call).at(-2);
      if (before !== undefined) call.context.entities.remove(before.position);
    }),
  ],
  [
    "read-answers-another",
    ["create", "retrieve"],
    "Reads answer the first thing of the collection.",
    onThings(["retrieve"], (thing, call) => ({
      ...thing,
      ...without(siblings(call)[0]?.members ?? {}, call.entry.lifecycle.identity),
    })),
  ],
  [
    "read-answers-another-whole",
    ["create", "retrieve"],
    "Reads answer the first thing of the collection, its id included.",
    onThings(["retrieve"], (thing, call) => ({ ...thing, ...siblings(call)[0]?.members })),
  ],
  [
    "read-lacks-optional",
    ["retrieve", "optional"],
    "Reads lack members that may be left out.",
    onThings(["retrieve"], (thing, call) => without(thing, ...optionalNames(call))),
  ],
  [
    "read-adds-to-text",
    ["retrieve", "text"],
    "Reads answer other texts than were sent.",
    onThings(["retrieve"], (thing, call) => mapTexts(call, thing, (text) => `${text} `)),
  ],
  ["first-read-fails", ["create", "retrieve"], "The first read of a thing answers 404.", firstReadFails()],
  [
    "read-moves-time",
    ["moved", "retrieve"],
    "Each read moves the time of the last change.",
    besides(["retrieve"], (call, before) =>
      store(call, before, (now) => shift(now, managedNames(call.entry, "update"), 1)),
    ),
  ],
  [
    "read-ends-thing",
    ["create", "retrieve"],
    "A read ends the thing.",
    besides(["retrieve"], (call, before) => {
      if (before !== undefined) call.context.entities.remove(before.position);
    }),
  ],
  [
    "read-time-is-now",
    ["time", "retrieve"],
    "Each read answers another time of creation.",
    () => {
      let reads = 0;
      return onThings(["retrieve"], (thing, { entry }) =>
        shift(thing, managedNames(entry, "create"), (reads += 1)),
      )();
    },
  ],
  ["texts-trimmed", ["text"], "Texts lose the spaces at their ends.", keeps((text) => text.trim())],
  ["texts-in-lower-case", ["text"], "Texts are kept in lower case.", keeps((text) => text.toLowerCase())],
  ["texts-cut-at-64", ["text"], "Texts are cut after 64 characters.", keeps((text) => text.slice(0, 64))],
  ["texts-cut-at-255", ["text"], "Texts are cut after 255 characters.", keeps((text) => text.slice(0, 255))],
  [
    "texts-lose-emoji",
    ["text"],
    "Characters beyond the basic plane become question marks.",
    keeps((text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?")),
  ],
  [
    "texts-lose-accents",
    ["text"],
    "Letters outside ASCII become question marks.",
    keeps((text) => text.replaceAll(/[\u0080-\uffff]/g, "?")),
  ],
  [
    "texts-escaped",
    ["text"],
    "Texts are kept with HTML's escapes.",
    keeps((text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")),
  ],
  [
    "texts-normalised",
    ["text"],
    "Texts are kept in another normal form.",
    keeps((text) => text.normalize("NFKD")),
  ],
]);
