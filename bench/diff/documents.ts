// Documents around an edit: the edited schema stands at a random place of a request and of an answer.
import { between, chance, pick, type Json, type Random, type Schema } from "./random-values.ts";

/** A schema with a place in it that is filled in later. */
type Context = (inner: Json) => Json;

/** A document, and the schema that stands in its request and its answer. */
export interface Drawn {
  readonly document: { readonly [member: string]: Json };
  readonly root: Json;
  readonly schemas: { readonly [name: string]: Json };
}

const AROUND: readonly ((random: Random) => Context)[] = [
  () => (inner) => ({
    type: "object",
    required: ["in"],
    properties: { in: inner, note: { type: "string" } },
  }),
  () => (inner) => ({ type: "object", properties: { in: inner } }),
  (random) => {
    const maxItems = between(random, 3, 9);
    return (inner) => ({ type: "array", items: inner, maxItems });
  },
  () => (inner) => ({
    allOf: [
      { type: "object", properties: { in: inner } },
      { type: "object", properties: { id: { type: "integer" } } },
    ],
  }),
  () => (inner) => ({ type: "object", additionalProperties: inner }),
  () => (inner) => ({
    oneOf: [
      { type: "object", required: ["k", "in"], properties: { k: { const: "x" }, in: inner } },
      { type: "object", required: ["k"], properties: { k: { const: "y" } } },
    ],
  }),
  () => (inner) => ({ anyOf: [{ type: "boolean" }, { type: "array", items: inner }] }),
  () => (inner) => ({
    type: "object",
    required: ["in"],
    properties: { in: inner },
    additionalProperties: false,
  }),
];

/** Draws where an edit stands: up to two schemas around it, and whether it is a component, which may contain itself. */
export function drawContext(random: Random): (inner: Json) => Pick<Drawn, "root" | "schemas"> {
  const around = Array.from({ length: between(random, 0, 2) }, () => pick(random, AROUND)(random));
  const isNamed = chance(random, 0.5);
  const isCyclic = chance(random, 0.2);
  return (inner) => {
    const held: Json = isNamed ? { $ref: "#/components/schemas/Edited" } : inner;
    const root = around.reduce((own: Json, wrap) => wrap(own), held);
    const node = { type: "object", properties: { value: root, next: { $ref: "#/components/schemas/Node" } } };
    return {
      root: isCyclic ? { $ref: "#/components/schemas/Node" } : root,
      schemas: { ...(isNamed && { Edited: inner }), ...(isCyclic && { Node: node }) },
    };
  };
}

/** The same with every schema under a name, in other words that mean the same. */
export function refactor({
  root,
  schemas,
}: Pick<Drawn, "root" | "schemas">): Pick<Drawn, "root" | "schemas"> {
  const renamed = JSON.parse(
    JSON.stringify({ root, schemas }).replaceAll("schemas/Edited", "schemas/Renamed"),
  ) as typeof Object & Pick<Drawn, "root" | "schemas">;
  const { Edited, ...rest } = renamed.schemas;
  return {
    root: { $ref: "#/components/schemas/Root" },
    schemas: {
      ...rest,
      ...(Edited !== undefined && { Renamed: { allOf: [Edited] } }),
      Root: { allOf: [renamed.root], description: "Moved." },
    },
  };
}

export function documentOf({ root, schemas }: Pick<Drawn, "root" | "schemas">): Drawn {
  const content = { "application/json": { schema: root } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Drawn", version: "1.0.0" },
    paths: {
      "/things": {
        post: {
          requestBody: { required: true, content },
          responses: { 200: { description: "All.", content } },
        },
      },
    },
    components: { schemas },
  };
  return { document, root, schemas };
}

/** Two schemas side by side, as members of one. */
export function combine(
  one: Pick<Drawn, "root" | "schemas">,
  other: Pick<Drawn, "root" | "schemas">,
): Pick<Drawn, "root" | "schemas"> {
  const moved = JSON.parse(
    JSON.stringify(other).replaceAll("#/components/schemas/", "#/components/schemas/Other"),
  ) as typeof other;
  const schemas = Object.fromEntries(
    Object.entries(moved.schemas).map(([name, schema]) => [`Other${name}`, schema]),
  );
  const root: Schema = {
    type: "object",
    required: ["one", "other"],
    properties: { one: one.root, other: moved.root },
  };
  return { root, schemas: { ...one.schemas, ...schemas } };
}
