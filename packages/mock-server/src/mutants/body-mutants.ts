import type { Json } from "@specloom/api-model";
import type { Role } from "../plan/lifecycle-index.ts";
import { isJsonObject, pointerNames, type JsonObject } from "../json.ts";
import { foldSchema } from "../schema/schema-view.ts";
import {
  changing,
  firstRequired,
  mapAt,
  onBody,
  onErrorBody,
  onThings,
  SINGLE,
  without,
  type Call,
  textOf,
} from "./answers.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";

const ROLES: readonly Role[] = ["create", "retrieve", "list", "update", "replace"];

const perRole = (
  [name, said]: readonly [string, string],
  change: (thing: JsonObject, call: Call) => Json,
): readonly MutantRow[] =>
  ROLES.map((role) => [`${role}-${name}`, [role], `Answers to ${role} ${said}.`, onThings([role], change)]);

const onTimes = (change: (value: Json) => Json) =>
  onThings(["create", ...ROLES], (thing, { entry, context }) =>
    [...entry.members().values()]
      .filter(({ schema }) => foldSchema(context.schemas, schema)["format"] === "date-time")
      .reduce<JsonObject>((changed, { name }) => changing(changed, name, change), thing),
  );

const items = (change: (value: Json) => Json) =>
  onBody(["list"], (body, { exchange }) => mapAt(body, exchange.plan.list?.itemNames ?? [], change));

const written =
  (roles: readonly Role[], change: (text: string) => string): MutantRow[3] =>
  () => ({
    response: async (response, { exchange }) => {
      const role = exchange?.plan.own?.role;
      if (response.status >= 300 || role === undefined || !roles.includes(role)) return response;
      return new Response(change(await response.text()), response);
    },
  });

export const BODY_MUTANTS: readonly ChosenMutant[] = mutantsOf("bodies", [
  ...perRole(["lacks-required", "lack a required member"], (thing, call) =>
    without(thing, firstRequired(call)),
  ),
  ...perRole(["nulls-required", "hold null for a required member"], (thing, call) =>
    changing(thing, firstRequired(call), () => null),
  ),
  ...perRole(["retypes", "hold a list where a text or number belongs"], (thing, call) =>
    changing(thing, firstRequired(call), (value) => [value]),
  ),
  ["time-is-no-time", ["time"], "Times are no RFC 3339 times.", onTimes(() => "yesterday at noon")],
  ["time-is-epoch", ["time"], "Times are numbers.", onTimes((value) => Date.parse(textOf(value)))],
  [
    "time-lacks-offset",
    ["time"],
    "Times lack the offset.",
    onTimes((value) => textOf(value).replace(/Z$/, "")),
  ],
  [
    "absent-is-null",
    ["create", "optional"],
    "Members that have no value are null.",
    onThings(ROLES, (thing, { entry }) => ({
      ...Object.fromEntries(
        [...entry.members().values()]
          .filter(({ required, name }) => !required && entry.writable().has(name))
          .map(({ name }) => [name, null]),
      ),
      ...thing,
    })),
  ],
  [
    "names-in-camel-case",
    ["time"],
    "Members with an underscore are written in camel case.",
    onThings(ROLES, (thing) =>
      Object.fromEntries(
        Object.entries(thing).map(([name, value]) => [
          name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      ),
    ),
  ],
  ["single-in-array", ["retrieve"], "A thing comes in an array.", onBody(["retrieve"], (body) => [body])],
  [
    "single-in-envelope",
    ["retrieve"],
    "A thing comes under data.",
    onBody(["retrieve"], (body) => ({ data: body })),
  ],
  [
    "single-is-text",
    ["retrieve"],
    "A thing comes as JSON in a JSON text.",
    onBody(["retrieve"], (body) => JSON.stringify(body)),
  ],
  ["single-is-empty", ["create"], "A creation answers {}.", onBody(["create"], () => ({}))],
  [
    "list-is-bare",
    ["cursor"],
    "A list comes without its envelope.",
    onBody(["list"], (body) =>
      isJsonObject(body) ? (Object.values(body).find(Array.isArray) ?? body) : body,
    ),
  ],
  ["items-are-null", ["list"], "A list holds null for its items.", items(() => null)],
  [
    "items-are-a-map",
    ["list"],
    "Items come in an object.",
    items((value) => Object.fromEntries(Object.entries(value ?? {}))),
  ],
  [
    "items-are-ids",
    ["list"],
    "Items are texts.",
    items((value) => (Array.isArray(value) ? value.map((item: Json) => JSON.stringify(item)) : value)),
  ],
  ["retrieve-body-empty", ["retrieve"], "Reads answer with an empty body.", written(["retrieve"], () => "")],
  ["list-body-empty", ["list"], "Lists answer with an empty body.", written(["list"], () => "")],
  ["create-body-empty", ["create"], "Creations answer with an empty body.", written(["create"], () => "")],
  [
    "body-cut-off",
    ["retrieve"],
    "Bodies lack their last characters.",
    written(SINGLE, (text) => text.slice(0, -2)),
  ],
  [
    "body-is-html",
    ["retrieve"],
    "Bodies are HTML that is called JSON.",
    written(["retrieve"], () => "<html><body>OK</body></html>"),
  ],
  [
    "body-in-single-quotes",
    ["retrieve"],
    "JSON is written with single quotes.",
    written(["retrieve"], (text) => text.replaceAll('"', "'")),
  ],
  ["error-body-empty", ["error"], "Errors have no body.", onErrorBody(() => undefined)],
  ["error-body-is-text", ["error"], "Errors are JSON texts.", onErrorBody(() => "something went wrong")],
  [
    "error-body-lacks-members",
    ["error"],
    "Errors lack what their schema requires.",
    onErrorBody(() => ({ oops: true })),
  ],
  [
    "error-body-nulls",
    ["error"],
    "Members of errors are null.",
    onErrorBody((body) =>
      isJsonObject(body) ? Object.fromEntries(Object.keys(body).map((name) => [name, null])) : body,
    ),
  ],
  [
    "page-information-missing",
    ["cursor"],
    "A page does not say where it stands.",
    onBody(["list"], (body, { exchange }) => {
      const { pagination } = exchange.plan.operation;
      const place = pagination?.kind === "cursor" ? pointerNames(pagination.next.cursor)[0] : undefined;
      return isJsonObject(body) ? without(body, place) : body;
    }),
  ],
  [
    "page-information-texts",
    ["cursor"],
    "A page tells of more in texts.",
    onBody(["list"], (body, { exchange }) => {
      const { pagination } = exchange.plan.operation;
      const more = pagination?.kind === "cursor" ? pagination.next.more : undefined;
      return more === undefined ? body : mapAt(body, pointerNames(more), textOf);
    }),
  ],
  [
    "total-is-text",
    ["total"],
    "The total is a text.",
    onBody(["list"], (body, { exchange }) => {
      const { pagination } = exchange.plan.operation;
      const total = pagination !== undefined && "total" in pagination ? pagination.total : undefined;
      return total === undefined ? body : mapAt(body, pointerNames(total), textOf);
    }),
  ],
]);
