import { withHeader } from "./with-header.ts";
import type { Json } from "@specloom/api-model";
import type { Exchange } from "../app/exchange.ts";
import type { Mutation } from "../app/mutation.ts";
import { fault } from "../answer/fault.ts";
import { isJsonObject } from "../json.ts";
import { foldSchema, membersOf } from "../schema/schema-view.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";
import type { Keyword } from "./premises.ts";
import type { RequestPlace } from "./request-schemas.ts";
import { onRequestSchemas } from "./state.ts";
import { aroundStep, ignoreRefusal, playing, refusalTakesEffect } from "./steps.ts";

const KEYWORDS: readonly Keyword[] = [
  "type",
  "required",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "enum",
  "pattern",
];
/** A parameter's schema owes no members, and a number bound of text means nothing. */
const PLACES: readonly RequestPlace[] = ["body", "parameter"];

const blind: readonly MutantRow[] = PLACES.flatMap((place) =>
  KEYWORDS.map((keyword): MutantRow => [
    `${place}-ignores-${keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    [`${place}:${keyword}`],
    `The keyword ${keyword} is not judged in a ${place}.`,
    onRequestSchemas(place, ({ [keyword]: _keyword, ...schema }) => schema),
  ]),
);

const nullable = (place: RequestPlace): (() => Mutation) =>
  onRequestSchemas(place, (schema) => ({ anyOf: [schema, { type: "null" }] }));

/** Refuses a sound body. */
const refusing =
  (wrong: (body: Readonly<Record<string, Json>>, exchange: Exchange) => boolean): (() => Mutation) =>
  () =>
    aroundStep("body", async (run, exchange, context) => {
      const outcome = await run(exchange, context);
      if (outcome !== undefined || !isJsonObject(exchange.body) || !wrong(exchange.body, exchange))
        return outcome;
      return fault("invalid-body", "body is not to the liking of this server");
    });

const texts = (body: Readonly<Record<string, Json>>): readonly string[] =>
  Object.values(body).filter((value) => typeof value === "string");

const refusingQuery =
  (wrong: (exchange: Exchange) => boolean): (() => Mutation) =>
  () =>
    aroundStep("query", async (run, exchange, context) => {
      const outcome = await run(exchange, context);
      if (outcome !== undefined || !wrong(exchange)) return outcome;
      return fault("invalid-parameter", "the query is not to the liking of this server");
    });

/** Off by one: what stands at the bound is refused. */
const atBound = (place: RequestPlace, keyword: Keyword, by: number): (() => Mutation) =>
  onRequestSchemas(place, (schema) => {
    const bound = schema[keyword];
    return typeof bound === "number" ? { ...schema, [keyword]: bound + by } : schema;
  });

export const VALIDATION_MUTANTS: readonly ChosenMutant[] = mutantsOf("validation", [
  ...blind,
  ["body-not-judged", ["body"], "Bodies are not judged.", ignoreRefusal("body")],
  ["query-not-judged", ["limit"], "The query is not judged.", ignoreRefusal("query")],
  ["path-not-judged", ["parameter:maxLength"], "Path values are not judged.", ignoreRefusal("path")],
  ["body-takes-null", ["body"], "null is taken for any member of a body.", nullable("body")],
  [
    "malformed-json-taken",
    ["body"],
    "A body that is no JSON counts as {}.",
    () =>
      aroundStep("body", async (run, exchange, context) => {
        const outcome = await run(exchange, context);
        const isMalformed = outcome !== undefined && "sentence" in outcome && outcome.kind === "malformed";
        if (!isMalformed) return outcome;
        exchange.body = {};
        exchange.bodyContent = exchange.plan.operation.body?.content[0];
        return undefined;
      }),
  ],
  [
    "media-type-ignored",
    ["body"],
    "A body of any media type is taken for JSON.",
    () =>
      aroundStep("body", (run, exchange, context) => {
        const mediaType = exchange.plan.operation.body?.content[0]?.mediaType;
        if (mediaType === undefined || exchange.request.body === null) return run(exchange, context);
        const request = withHeader(exchange.request, "content-type", mediaType);
        return run(Object.assign(Object.create(exchange), { request }), context);
      }),
  ],
  [
    "invalid-create-takes-effect",
    ["create"],
    "A creation that is refused happens.",
    refusalTakesEffect("body", playing("create")),
  ],
  [
    "invalid-update-takes-effect",
    ["update"],
    "An update that is refused happens.",
    refusalTakesEffect("body", playing("update")),
  ],
  [
    "invalid-replace-takes-effect",
    ["replace"],
    "A replacement that is refused happens.",
    refusalTakesEffect("body", playing("replace")),
  ],
  [
    "refuses-longest",
    ["body:maxLength"],
    "A text of the greatest length is refused.",
    atBound("body", "maxLength", -1),
  ],
  [
    "refuses-shortest",
    ["body:minLength"],
    "A text of the least length is refused.",
    atBound("body", "minLength", 1),
  ],
  [
    "refuses-greatest",
    ["parameter:maximum"],
    "The greatest value of a parameter is refused.",
    atBound("parameter", "maximum", -1),
  ],
  [
    "refuses-least",
    ["parameter:minimum"],
    "The least value of a parameter is refused.",
    atBound("parameter", "minimum", 1),
  ],
  [
    "takes-one-longer",
    ["body:maxLength"],
    "A text that is one too long is taken.",
    atBound("body", "maxLength", 1),
  ],
  [
    "takes-one-greater",
    ["parameter:maximum"],
    "A parameter that is one too great is taken.",
    atBound("parameter", "maximum", 1),
  ],
  [
    "takes-one-less",
    ["parameter:minimum"],
    "A parameter that is one too small is taken.",
    atBound("parameter", "minimum", -1),
  ],
  [
    "refuses-other-scripts",
    ["text"],
    "Letters outside ASCII are refused.",
    refusing((body) => texts(body).some((text) => /[^ -~\s]/.test(text))),
  ],
  [
    "refuses-emoji",
    ["text"],
    "Characters beyond the basic plane are refused.",
    refusing((body) => texts(body).some((text) => /[\u{10000}-\u{10ffff}]/u.test(text))),
  ],
  [
    "refuses-quotes",
    ["text"],
    "Texts with a quote are refused.",
    refusing((body) => texts(body).some((text) => /['"]/.test(text))),
  ],
  [
    "refuses-lone-members",
    ["create", "optional"],
    "A creation that leaves out what may be left out is refused.",
    refusing((body, { plan, bodyContent }) => {
      if (plan.own?.role !== "create" || bodyContent?.schema === undefined) return false;
      return Object.keys(body).length < 2;
    }),
  ],
  [
    "refuses-whole-body",
    ["create", "optional"],
    "A creation that gives every member is refused.",
    refusing(
      (body, { plan }) =>
        plan.own?.role === "create" &&
        [...plan.own.entry.writable()].every((name) => Object.hasOwn(body, name)),
    ),
  ],
  [
    "refuses-empty-change",
    ["update"],
    "An update with an empty body is refused.",
    refusing((body, { plan }) => plan.own?.role === "update" && Object.keys(body).length === 0),
  ],
  [
    "refuses-partial-change",
    ["update", "optional"],
    "An update must give every member that a creation must give.",
    () =>
      aroundStep("body", async (run, exchange, context) => {
        const outcome = await run(exchange, context);
        const create = exchange.plan.own?.entry.byRole.create?.body?.content[0]?.schema;
        if (outcome !== undefined || exchange.plan.own?.role !== "update" || create === undefined)
          return outcome;
        const owed = [...membersOf(context.schemas, context.schemas[create]).values()].filter(
          ({ required }) => required,
        );
        const { body } = exchange;
        const isWhole = isJsonObject(body) && owed.every(({ name }) => Object.hasOwn(body, name));
        return isWhole ? undefined : fault("invalid-body", "body lacks a member");
      }),
  ],
  [
    "refuses-limit",
    ["limit"],
    "A limit is refused.",
    refusingQuery(({ plan, query }) => query.has(plan.operation.pagination?.limit ?? "")),
  ],
  [
    "refuses-expand",
    ["expand"],
    "Asking for more of a thing is refused.",
    refusingQuery(({ plan, query }) =>
      plan.operation.parameters.query.some(({ name, expands }) => expands.length > 0 && query.has(name)),
    ),
  ],
  [
    "refuses-last-of-enum",
    ["parameter:enum"],
    "The last value of an enum is refused.",
    onRequestSchemas("parameter", (schema) =>
      Array.isArray(schema["enum"]) ? { ...schema, enum: schema["enum"].slice(0, -1) } : schema,
    ),
  ],
  [
    "takes-numbers-for-texts",
    ["body"],
    "Where a text belongs, a number is taken.",
    onRequestSchemas("body", (schema) =>
      foldSchema({}, schema)["type"] === "string" ? { ...schema, type: ["string", "number"] } : schema,
    ),
  ],
]);
