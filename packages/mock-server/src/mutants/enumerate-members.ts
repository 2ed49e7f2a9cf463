// One mutant an operation, a member of its answer and a way to spoil it.
import type { ApiModel, Json, Operation, Schema } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";
import { itemsOf } from "../plan/entity-view.ts";
import { planSuccess, schemaOf } from "../plan/success-plan.ts";
import { foldSchema, membersOf } from "../schema/schema-view.ts";
import { isJsonType } from "../request/media-type.ts";
import type { Mutant } from "./mutant.ts";

/** Way to a member: names of members, `*` for every item of an array. */
type Way = readonly string[];

interface Place {
  readonly way: Way;
  readonly schema: Schema;
}

/** Schemas nest without end; answers that matter do not. */
const NESTING = 4;

const SPOILS = {
  drop: () => undefined,
  null: () => null,
  retype: (value: Json): Json => (typeof value === "string" ? 7 : "seven"),
  change: otherValue,
} as const;
type Spoil = keyof typeof SPOILS;

export function enumerateMembers(model: ApiModel): readonly Mutant[] {
  return model.operations.flatMap((operation) =>
    placesOf(model, operation).flatMap((place) =>
      (Object.keys(SPOILS) as Spoil[]).map((spoil) => memberMutant(model, operation, { place, spoil })),
    ),
  );
}

function placesOf({ schemas }: ApiModel, operation: Operation): readonly Place[] {
  const content = planSuccess(operation).contents.find(({ mediaType }) => isJsonType(mediaType));
  return placesIn(schemas, schemaOf(content, schemas), []);
}

function placesIn(schemas: ApiModel["schemas"], schema: Schema | undefined, way: Way): readonly Place[] {
  if (way.length > NESTING) return [];
  const items = itemsOf(schemas, schema);
  const inner = [...membersOf(schemas, schema).values()].flatMap((member) => {
    const place: Place = { way: way.concat(member.name), schema: member.schema };
    return [place].concat(placesIn(schemas, place.schema, place.way));
  });
  return items === undefined ? inner : [...inner, ...placesIn(schemas, items, [...way, "*"])];
}

function memberMutant(
  { schemas }: ApiModel,
  operation: Operation,
  { place, spoil }: { readonly place: Place; readonly spoil: Spoil },
): Mutant {
  const where = `/${place.way.join("/")}`;
  const spoiled = (value: Json): Json | undefined => SPOILS[spoil](value, foldSchema(schemas, place.schema));
  return {
    id: `${spoil}:${operation.id}${where}`,
    group: `member ${spoil}`,
    sentence: `${spoil === "change" ? "another value" : spoil} at ${where} of what ${operation.id} answers.`,
    operations: [operation.id],
    arm: () => ({
      answer: (answer, { exchange }) => {
        const fits =
          exchange?.plan.operation === operation && answer.status < 300 && answer.body !== undefined;
        const body =
          fits && answer.body !== undefined ? spoilAt(answer.body, place.way, spoiled) : answer.body;
        return body === undefined ? answer : { ...answer, body };
      },
    }),
  };
}

function spoilAt(value: Json, way: Way, spoiled: (value: Json) => Json | undefined): Json {
  const [name, ...rest] = way;
  if (name === "*" && Array.isArray(value)) return value.map((item: Json) => spoilAt(item, rest, spoiled));
  if (name === undefined || !isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): (readonly [string, Json])[] => {
    if (key !== name) return [[key, inner]];
    const changed = rest.length > 0 ? spoilAt(inner, rest, spoiled) : spoiled(inner);
    return changed === undefined ? [] : [[key, changed]];
  });
  return Object.fromEntries(entries);
}

/** Another value that the schema allows, as far as its keywords are simple. */
function otherValue(value: Json, schema: Readonly<Record<string, Json>>): Json | undefined {
  if (Array.isArray(schema["enum"])) return schema["enum"].find((one: Json) => one !== value) ?? value;
  if (schema["const"] !== undefined) return value;
  if (typeof value === "boolean") return !value;
  if (typeof value === "number")
    return typeof schema["maximum"] === "number" && value + 1 > schema["maximum"] ? value - 1 : value + 1;
  if (typeof value === "string") return otherText(value, schema);
  if (Array.isArray(value)) return value.slice(1);
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).slice(1)) : value;
}

function otherText(text: string, schema: Readonly<Record<string, Json>>): string {
  if (schema["format"] === "date-time") return new Date(Date.parse(text) + 1000).toISOString();
  if (schema["format"] === "date") return new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
  const last = text.at(-1) ?? "";
  return `${text.slice(0, -1)}${last === "a" ? "b" : last === "1" ? "2" : /\d/.test(last) ? "1" : "a"}`;
}
