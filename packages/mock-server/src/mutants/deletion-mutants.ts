import { type JsonObject } from "../json.ts";
import type { Entity } from "../state/entity-store.ts";
import { managedNames, mapTexts, onThings, SINGLE, without } from "./answers.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";
import { onEntities } from "./state.ts";
import { ignoreRefusal, onPerform } from "./steps.ts";
import { siblings, own, besides, shift } from "./effects.ts";

export const DELETION_MUTANTS: readonly ChosenMutant[] = mutantsOf("lifecycle", [
  [
    "delete-is-not-done",
    ["delete", "retrieve"],
    "A deletion is answered and not done.",
    onEntities(() => ({ remove: () => undefined })),
  ],
  [
    "delete-only-hides",
    ["delete", "list", "retrieve"],
    "What was deleted can still be read.",
    () => {
      const gone = new Map<string, Entity>();
      return onPerform(["delete", "retrieve"], (call, perform) => {
        const key = JSON.stringify([call.entry.name, call.exchange.pathTexts]);
        const found = own(call);
        if (call.role === "delete" && found !== undefined) gone.set(key, found);
        const hidden = gone.get(key);
        if (call.role === "delete" || found !== undefined || hidden === undefined) return perform();
        return { status: 200, headers: {}, mediaType: "application/json", body: hidden.members };
      });
    },
  ],
  [
    "delete-takes-neighbour",
    ["create", "delete", "retrieve"],
    "A deletion takes a sibling with it.",
    besides(["delete"], (call) => {
      const neighbour = siblings(call).at(-1);
      if (neighbour !== undefined) call.context.entities.remove(neighbour.position);
    }),
  ],
  [
    "delete-takes-all",
    ["create", "delete", "retrieve"],
    "A deletion takes all siblings with it.",
    besides(["delete"], (call) => {
      for (const { position } of siblings(call)) call.context.entities.remove(position);
    }),
  ],
  [
    "delete-takes-the-first",
    ["create", "delete", "retrieve"],
    "A deletion takes the first thing of the collection.",
    () =>
      onPerform(["delete"], (call, perform) => {
        const [first] = siblings(call);
        if (first === undefined || own(call) === undefined) return perform();
        call.context.entities.remove(first.position);
        return { status: call.exchange.plan.success.status, headers: {} };
      }),
  ],
  [
    "second-delete-answers-500",
    ["delete"],
    "A second deletion is answered with 500.",
    () => ({
      answer: (answer, { request, fault: told }) =>
        request.method === "DELETE" && told?.kind === "not-found" ? { ...answer, status: 500 } : answer,
    }),
  ],
  [
    "second-delete-takes-neighbour",
    ["create", "delete", "retrieve"],
    "A second deletion takes a sibling.",
    () =>
      onPerform(["delete"], (call, perform) => {
        const [neighbour] = siblings(call);
        if (own(call) === undefined && neighbour !== undefined)
          call.context.entities.remove(neighbour.position);
        return perform();
      }),
  ],
  [
    "list-moves-time",
    ["moved", "list"],
    "Each list moves the times of the last change.",
    besides(["list"], (call) => {
      for (const sibling of siblings(call))
        call.context.entities.change(
          sibling.position,
          shift(sibling.members, managedNames(call.entry, "update"), 1),
        );
    }),
  ],
  [
    "child-outlives-parent",
    ["child", "delete"],
    "Children stay when their parent ends.",
    () => ({
      ...onEntities((entities) => ({
        insert: (entity) => entities.insert({ ...entity, parent: undefined }),
      }))(),
      ...ignoreRefusal("ancestors")(),
    }),
  ],
  [
    "child-under-any-parent",
    ["child", "retrieve"],
    "A child is found under a parent that is not its own.",
    onEntities((entities) => {
      const places = new Map<string, string>();
      return {
        insert: (entity) => {
          places.set(entity.id, entity.collection);
          return entities.insert(entity);
        },
        find: (collection, id) => entities.find(collection, id) ?? entities.find(places.get(id) ?? "", id),
      };
    }),
  ],
  [
    "child-without-parent",
    ["child"],
    "Children can be made under a parent that is not there.",
    ignoreRefusal("ancestors"),
  ],
  [
    "child-changes-parent",
    ["child", "moved"],
    "Making a child changes its parent.",
    besides(["create"], ({ exchange, context }) => {
      for (const parent of exchange.ancestors)
        context.entities.change(
          parent.position,
          Object.fromEntries(
            Object.entries(parent.members).map(([name, value]) => [
              name,
              typeof value === "string" && !name.endsWith("id") && Number.isNaN(Date.parse(value))
                ? `${value}*`
                : value,
            ]),
          ),
        );
    }),
  ],
  [
    "child-end-ends-parent",
    ["child", "delete"],
    "The end of a child ends its parent.",
    besides(["delete"], ({ exchange, context }) => {
      for (const parent of exchange.ancestors) context.entities.remove(parent.position);
    }),
  ],
  [
    "things-forgotten",
    ["create", "retrieve"],
    "Only the latest thing of a collection is kept.",
    besides(["create"], (call) => {
      for (const { position } of siblings(call).slice(0, -1)) call.context.entities.remove(position);
    }),
  ],
  [
    "single-answers-two-things",
    ["create", ...(["update"] as const)],
    "Answers hold members of the thing made before.",
    () => {
      let before: JsonObject = {};
      return onThings(SINGLE, (thing, { entry, role }) => {
        const mixed = { ...thing, ...(role === "create" ? {} : without(before, entry.lifecycle.identity)) };
        if (role === "create")
          before = Object.fromEntries(Object.entries(thing).filter(([name]) => entry.writable().has(name)));
        return mixed;
      })();
    },
  ],
  [
    "things-shown-differently",
    ["create", "list", "retrieve", "text"],
    "Lists and reads show texts in upper case.",
    onThings(["retrieve", "list"], (thing, call) => mapTexts(call, thing, (text) => text.toUpperCase())),
  ],
]);
