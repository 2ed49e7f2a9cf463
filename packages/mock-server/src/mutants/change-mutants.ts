import { isJsonObject, type JsonObject } from "../json.ts";
import { CHANGING, changing, managedNames, onThings, without, textOf } from "./answers.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";
import { onPerform, onSent } from "./steps.ts";
import { siblings, own, isGood, besides, shift, optionalNames, requiredNames, store } from "./effects.ts";

export const CHANGE_MUTANTS: readonly ChosenMutant[] = mutantsOf("lifecycle", [
  [
    "update-is-not-kept",
    ["update", "retrieve"],
    "An update is answered and not kept.",
    besides(["update"], (call, before) => store(call, before, (_now, then) => then)),
  ],
  [
    "replace-is-not-kept",
    ["replace", "retrieve"],
    "A replacement is answered and not kept.",
    besides(["replace"], (call, before) => store(call, before, (_now, then) => then)),
  ],
  [
    "update-ignores-optional",
    ["update", "optional"],
    "An update ignores members that may be left out.",
    onSent(["update"], (body, call) => without(body, ...optionalNames(call))),
  ],
  [
    "update-ignores-required",
    ["update"],
    "An update ignores members that a thing must have.",
    onSent(["update"], (body, call) => without(body, ...requiredNames(call))),
  ],
  ["update-ignored", ["update"], "An update changes nothing.", onSent(["update"], () => ({}))],
  [
    "replace-ignored",
    ["replace"],
    "A replacement changes nothing that a thing must have.",
    onSent(["replace"], (body, call) => without(body, ...requiredNames(call))),
  ],
  [
    "replace-merges",
    ["replace", "optional"],
    "A replacement keeps what was not sent.",
    onSent(["replace"], (body, call) => ({
      ...Object.fromEntries(
        optionalNames(call).flatMap((name) => {
          const kept = own(call)?.members[name];
          return kept === undefined ? [] : [[name, kept]];
        }),
      ),
      ...body,
    })),
  ],
  [
    "replace-creates",
    ["replace", "create"],
    "A replacement of what is not there is answered as if it were.",
    () =>
      onPerform(["replace"], (call, perform) => {
        if (own(call) !== undefined) return perform();
        const [other] = siblings(call);
        if (other === undefined) return perform();
        return { status: 200, headers: {}, mediaType: "application/json", body: other.members };
      }),
  ],
  [
    "update-clears-unsent",
    ["update", "optional"],
    "An update takes away what was not sent.",
    besides(["update"], (call, before) => {
      const sent = call.exchange.body;
      store(call, before, (now) =>
        without(
          now,
          ...optionalNames(call).filter((name) => !isJsonObject(sent) || !Object.hasOwn(sent, name)),
        ),
      );
    }),
  ],
  [
    "update-empties-unsent",
    ["update", "text"],
    "An update empties the texts that were not sent.",
    besides(["update"], (call, before) => {
      const sent = call.exchange.body;
      store(call, before, (now) =>
        Object.fromEntries(
          Object.entries(now).map(([name, value]) => [
            name,
            call.entry.writable().has(name) &&
            typeof value === "string" &&
            !(isJsonObject(sent) && Object.hasOwn(sent, name))
              ? ""
              : value,
          ]),
        ),
      );
    }),
  ],
  [
    "update-answers-before",
    ["update"],
    "An update answers what the thing was before.",
    () =>
      onPerform(["update"], (call, perform) => {
        const before = own(call);
        const outcome = perform();
        const isTold = outcome !== undefined && "status" in outcome && isJsonObject(outcome.body);
        return isTold && isGood(outcome) && before !== undefined
          ? { ...outcome, body: { ...outcome.body, ...before.members } }
          : outcome;
      }),
  ],
  [
    "update-touches-neighbours",
    ["create", "update", "retrieve"],
    "An update changes the siblings too.",
    besides(["update"], (call, before) => {
      const sent = isJsonObject(call.exchange.body) ? call.exchange.body : {};
      for (const sibling of siblings(call))
        if (sibling.position !== before?.position)
          call.context.entities.change(sibling.position, { ...sibling.members, ...sent });
    }),
  ],
  [
    "replace-touches-neighbours",
    ["create", "replace", "retrieve"],
    "A replacement changes the siblings too.",
    besides(["replace"], (call, before) => {
      const sent = isJsonObject(call.exchange.body) ? call.exchange.body : {};
      for (const sibling of siblings(call))
        if (sibling.position !== before?.position)
          call.context.entities.change(sibling.position, { ...sibling.members, ...sent });
    }),
  ],
  [
    "update-changes-id",
    ["update"],
    "An update answers another id.",
    onThings(CHANGING, (thing, { entry }) =>
      changing(thing, entry.lifecycle.identity, (id) =>
        typeof id === "number" ? id + 1 : `${textOf(id)}-2`,
      ),
    ),
  ],
  [
    "change-moves-creation",
    ["fixed"],
    "A change moves what is set at creation.",
    onThings(CHANGING, (thing, { entry }) => shift(thing, managedNames(entry, "create"), 60)),
  ],
  [
    "change-keeps-time",
    ["moved"],
    "A change leaves the time of the last change alone.",
    () =>
      onPerform(CHANGING, (call, perform) => {
        const before = own(call);
        const outcome = perform();
        if (before === undefined || !isGood(outcome)) return outcome;
        const restore = (now: JsonObject): JsonObject =>
          managedNames(call.entry, "update").reduce<JsonObject>(
            (kept, name) => changing(kept, name, () => before.members[name] ?? null),
            now,
          );
        store(call, before, restore);
        const isTold = outcome !== undefined && "status" in outcome && isJsonObject(outcome.body);
        return isTold ? { ...outcome, body: restore(outcome.body) } : outcome;
      }),
  ],
  [
    "change-turns-time-back",
    ["moved"],
    "A change turns the time of the last change back.",
    onThings(CHANGING, (thing, { entry }) => shift(thing, managedNames(entry, "update"), -86_400)),
  ],
]);
