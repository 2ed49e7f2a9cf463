// Labelled pairs of schemas. Each row stands for four: the change and its reverse, in a request and in an answer.
import type { Json } from "@specloom/api-model";

/**
 * What a row says of its two schemas. `>`: the first allows strictly more; `=`: the same; `x`: each allows something that the
 * other does not. Four letters where that is not the whole story, for request and answer of the change, then of its reverse:
 * B breaking, A additive, N none.
 */
export type Label = ">" | "=" | "x" | `${Letter}${Letter}${Letter}${Letter}`;
export type Letter = "B" | "A" | "N";

export interface SchemaRow {
  readonly name: string;
  readonly label: Label;
  readonly first: Json;
  readonly second: Json;
  /** Named schemas of both documents. */
  readonly components?: Readonly<Record<string, Json>>;
  /** Named schemas of the second document, where they are others. */
  readonly secondComponents?: Readonly<Record<string, Json>>;
  /** @default "3.1.0" for both */
  readonly versions?: readonly [string, string];
}

const text = { type: "string" };
const number = { type: "number" };
const integer = { type: "integer" };
const thing = (properties: Json, more: Record<string, Json> = {}): Json => ({
  type: "object",
  properties,
  ...more,
});
const list = (items: Json, more: Record<string, Json> = {}): Json => ({ type: "array", items, ...more });
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const row = (name: string, label: Label, first: Json, second: Json): SchemaRow => ({
  name,
  label,
  first,
  second,
});

const members: readonly SchemaRow[] = [
  row("optional member added", "AANN", thing({ a: text }), thing({ a: text, b: text })),
  row("required member added", "BANB", thing({ a: text }), thing({ a: text, b: text }, { required: ["b"] })),
  row("member became required", "BNAB", thing({ a: text }), thing({ a: text }, { required: ["a"] })),
  row(
    "member of a member became required",
    "BNAB",
    thing({ o: thing({ a: text }) }),
    thing({ o: thing({ a: text }, { required: ["a"] }) }),
  ),
  row("member renamed", "AAAA", thing({ a: text }), thing({ b: text })),
  row(
    "required member renamed",
    "BBBB",
    thing({ a: text }, { required: ["a"] }),
    thing({ b: text }, { required: ["b"] }),
  ),
  row("member's type changed", "x", thing({ a: text }), thing({ a: number })),
  row("member's type widened", ">", thing({ a: { type: ["string", "number"] } }), thing({ a: text })),
  row(
    "unknown members refused, all known ones kept",
    "NNAN",
    thing({ a: text }),
    thing({ a: text }, { additionalProperties: false }),
  ),
  row(
    "unknown members refused, a known one dropped",
    "BNAB",
    thing({ a: text, b: text }),
    thing({ a: text }, { additionalProperties: false }),
  ),
  row(
    "open members closed",
    "BNAB",
    thing({ a: text }, { additionalProperties: true }),
    thing({ a: text }, { additionalProperties: false }),
  ),
  row(
    "open members got a type",
    ">",
    thing({}, { additionalProperties: true }),
    thing({}, { additionalProperties: text }),
  ),
  row(
    "map of texts to map of numbers",
    "x",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: number },
  ),
  row(
    "map values narrowed",
    ">",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: { type: "string", maxLength: 3 } },
  ),
  row(
    "pattern members narrowed",
    ">",
    { type: "object", patternProperties: { "^x-": text } },
    { type: "object", patternProperties: { "^x-": { type: "string", maxLength: 3 } } },
  ),
  row(
    "at least so many members",
    ">",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: text, minProperties: 1 },
  ),
  row(
    "at most so many members",
    ">",
    { type: "object", additionalProperties: text, maxProperties: 5 },
    { type: "object", additionalProperties: text, maxProperties: 3 },
  ),
  row(
    "at most as many members as are declared",
    "NNAN",
    thing({ a: text, b: text }),
    thing({ a: text, b: text }, { maxProperties: 2 }),
  ),
  row(
    "names of members bounded",
    ">",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: text, propertyNames: { maxLength: 3 } },
  ),
  row(
    "one member needs another",
    ">",
    thing({ a: text, b: text }),
    thing({ a: text, b: text }, { dependentRequired: { a: ["b"] } }),
  ),
  row(
    "one member needs another that is required anyway",
    "=",
    thing({ a: text, b: text }, { required: ["b"] }),
    thing({ a: text, b: text }, { required: ["b"], dependentRequired: { a: ["b"] } }),
  ),
  row(
    "one member brings a schema",
    ">",
    thing({ a: text, b: text }),
    thing({ a: text, b: text }, { dependentSchemas: { a: { required: ["b"] } } }),
  ),
  row("no member beyond those evaluated", "BNAB", thing({ a: text }, { additionalProperties: true }), {
    allOf: [thing({ a: text })],
    unevaluatedProperties: false,
  }),
];

const types: readonly SchemaRow[] = [
  row("became nullable", ">", { type: ["string", "null"] }, text),
  row("member became nullable", ">", thing({ a: { type: ["string", "null"] } }), thing({ a: text })),
  row("number and integer", ">", number, integer),
  row("text and number", "x", text, number),
  row("type list and anyOf", "=", { type: ["string", "number"] }, { anyOf: [text, number] }),
  row("anything and text", ">", {}, text),
  row("true and {}", "=", thing({ a: true }), thing({ a: {} })),
  row("boolean and its values", "=", { type: "boolean" }, { enum: [true, false] }),
  row("boolean and one value", ">", { type: "boolean" }, { const: true }),
];

const values: readonly SchemaRow[] = [
  row("enum member dropped", ">", { type: "string", enum: ["a", "b"] }, { type: "string", enum: ["a"] }),
  row(
    "enum members replaced",
    "x",
    { type: "string", enum: ["a", "b"] },
    { type: "string", enum: ["a", "c"] },
  ),
  row("enum reordered", "=", { enum: ["a", "b"] }, { enum: ["b", "a"] }),
  row("enum of a member dropped", ">", thing({ a: { enum: ["a", "b"] } }), thing({ a: { enum: ["b"] } })),
  row("enum introduced", ">", text, { type: "string", enum: ["a"] }),
  row("enum of numbers dropped", ">", { enum: [1, 2] }, { enum: [1] }),
  row("const changed", "x", { const: "a" }, { const: "b" }),
  row("const and enum of one", "=", { const: "a" }, { enum: ["a"] }),
  row("const introduced", ">", integer, { type: "integer", const: 3 }),
  row("null joins an enum", ">", { enum: ["a", null] }, { enum: ["a"] }),
  row(
    "enum and a pattern that they match",
    ">",
    { type: "string", pattern: "^[a-z]$" },
    { enum: ["a", "b"] },
  ),
];

const numbers: readonly SchemaRow[] = [
  row("minimum raised", ">", { type: "number", minimum: 1 }, { type: "number", minimum: 2 }),
  row("minimum introduced", ">", number, { type: "number", minimum: 0 }),
  row("maximum lowered", ">", { type: "integer", maximum: 100 }, { type: "integer", maximum: 50 }),
  row("maximum introduced", ">", integer, { type: "integer", maximum: 50 }),
  row(
    "minimum became exclusive",
    ">",
    { type: "number", minimum: 0 },
    { type: "number", exclusiveMinimum: 0 },
  ),
  row(
    "maximum became exclusive",
    ">",
    { type: "number", maximum: 9 },
    { type: "number", exclusiveMaximum: 9 },
  ),
  row(
    "exclusive bound of whole numbers, written otherwise",
    "=",
    { type: "integer", exclusiveMinimum: 0 },
    { type: "integer", minimum: 1 },
  ),
  row(
    "range moved",
    "x",
    { type: "integer", minimum: 0, maximum: 10 },
    { type: "integer", minimum: 5, maximum: 15 },
  ),
  row("step introduced", ">", integer, { type: "integer", multipleOf: 5 }),
  row("step doubled", ">", { type: "integer", multipleOf: 5 }, { type: "integer", multipleOf: 10 }),
  row("steps that do not fit", "x", { type: "integer", multipleOf: 4 }, { type: "integer", multipleOf: 6 }),
  row("whole numbers and steps of one", "=", integer, { type: "number", multipleOf: 1 }),
  row("int64 and int32", ">", { type: "integer", format: "int64" }, { type: "integer", format: "int32" }),
  row("float and double", "=", { type: "number", format: "float" }, { type: "number", format: "double" }),
];

const texts: readonly SchemaRow[] = [
  row("maxLength lowered", ">", { type: "string", maxLength: 10 }, { type: "string", maxLength: 5 }),
  row("maxLength introduced", ">", text, { type: "string", maxLength: 5 }),
  row("minLength raised", ">", { type: "string", minLength: 1 }, { type: "string", minLength: 2 }),
  row("minLength introduced", ">", text, { type: "string", minLength: 1 }),
  row(
    "lengths moved",
    "x",
    { type: "string", minLength: 2, maxLength: 4 },
    { type: "string", minLength: 3, maxLength: 5 },
  ),
  row("pattern introduced", ">", text, { type: "string", pattern: "^[a-z]+$" }),
  row(
    "pattern narrowed",
    ">",
    { type: "string", pattern: "^[a-z0-9]+$" },
    { type: "string", pattern: "^[a-z]+$" },
  ),
  row(
    "pattern written otherwise",
    "=",
    { type: "string", pattern: "^[0-9]{2,3}$" },
    { type: "string", pattern: "^\\d\\d\\d?$" },
  ),
  row("patterns that do not fit", "x", { type: "string", pattern: "^a" }, { type: "string", pattern: "b$" }),
  row(
    "length implied by a pattern",
    "=",
    { type: "string", pattern: "^[a-f0-9]{8}$" },
    { type: "string", pattern: "^[a-f0-9]{8}$", minLength: 8, maxLength: 8 },
  ),
  row(
    "length against a pattern",
    ">",
    { type: "string", pattern: "^a*$" },
    { type: "string", pattern: "^a*$", maxLength: 3 },
  ),
  row("format introduced", ">", text, { type: "string", format: "uuid" }),
  row("format changed", "x", { type: "string", format: "email" }, { type: "string", format: "ipv4" }),
  row("date-time and date", "x", { type: "string", format: "date-time" }, { type: "string", format: "date" }),
  row(
    "uri-reference and uri",
    ">",
    { type: "string", format: "uri-reference" },
    { type: "string", format: "uri" },
  ),
  row("format that says nothing", "=", text, { type: "string", format: "password" }),
  row(
    "length implied by a format",
    "NNNN",
    { type: "string", format: "date" },
    { type: "string", format: "date", maxLength: 10 },
  ),
];

const lists: readonly SchemaRow[] = [
  row("items changed", "x", list(text), list(number)),
  row("items narrowed", ">", list(text), list({ type: "string", maxLength: 3 })),
  row("items introduced", ">", { type: "array" }, list(text)),
  row("minItems raised", ">", list(text), list(text, { minItems: 1 })),
  row("maxItems lowered", ">", list(text, { maxItems: 9 }), list(text, { maxItems: 3 })),
  row("items became unique", ">", list(text), list(text, { uniqueItems: true })),
  row(
    "unique list of at most one",
    "NNNN",
    list(text, { maxItems: 1 }),
    list(text, { maxItems: 1, uniqueItems: true }),
  ),
  row(
    "place in a tuple changed",
    "x",
    { type: "array", prefixItems: [text, number] },
    { type: "array", prefixItems: [text, text] },
  ),
  row(
    "tuple closed",
    ">",
    { type: "array", prefixItems: [text] },
    { type: "array", prefixItems: [text], items: false },
  ),
  row("must contain", ">", list(text), list(text, { contains: { const: "a" } })),
  row(
    "must contain more",
    ">",
    list(text, { contains: { const: "a" } }),
    list(text, { contains: { const: "a" }, minContains: 2 }),
  ),
  row("list became a text", "x", list(text), text),
];

const pet = {
  Cat: thing({ kind: { const: "cat" }, lives: integer }, { required: ["kind"] }),
  Dog: thing({ kind: { const: "dog" }, barks: { type: "boolean" } }, { required: ["kind"] }),
  Bird: thing({ kind: { const: "bird" } }, { required: ["kind"] }),
};
const plain = {
  Cat: thing({ kind: text, lives: integer }, { required: ["kind", "lives"] }),
  Dog: thing({ kind: text, barks: { type: "boolean" } }, { required: ["kind", "barks"] }),
};
const tagged = (name: string, mapping?: Json): Json => ({
  oneOf: [ref("Cat"), ref("Dog")],
  discriminator: { propertyName: name, ...(mapping !== undefined && { mapping }) },
});

const compositions: readonly SchemaRow[] = [
  { ...row("alternative of anyOf dropped", ">", { anyOf: [text, number] }, { anyOf: [text] }) },
  {
    ...row("alternative of oneOf dropped", ">", { oneOf: [ref("Cat"), ref("Dog")] }, { oneOf: [ref("Cat")] }),
    components: pet,
  },
  {
    ...row(
      "alternative of oneOf replaced",
      "x",
      { oneOf: [ref("Cat"), ref("Dog")] },
      { oneOf: [ref("Cat"), ref("Bird")] },
    ),
    components: pet,
  },
  {
    ...row(
      "alternative changed inside",
      ">",
      { oneOf: [ref("Cat"), ref("Dog")] },
      { oneOf: [ref("Cat"), ref("Dog")] },
    ),
    components: pet,
    secondComponents: {
      ...pet,
      Cat: thing({ kind: { const: "cat" }, lives: { type: "integer", maximum: 9 } }, { required: ["kind"] }),
    },
  },
  {
    ...row(
      "anyOf and oneOf of what excludes itself",
      "=",
      { anyOf: [ref("Cat"), ref("Dog")] },
      { oneOf: [ref("Cat"), ref("Dog")] },
    ),
    components: pet,
  },
  {
    ...row(
      "alternatives reordered",
      "=",
      { oneOf: [ref("Cat"), ref("Dog")] },
      { oneOf: [ref("Dog"), ref("Cat")] },
    ),
    components: pet,
  },
  row(
    "anyOf and oneOf that overlap",
    ">",
    {
      anyOf: [
        { type: "number", minimum: 0 },
        { type: "number", maximum: 10 },
      ],
    },
    {
      oneOf: [
        { type: "number", minimum: 0 },
        { type: "number", maximum: 10 },
      ],
    },
  ),
  row("allOf of one", "=", thing({ a: text }), { allOf: [thing({ a: text })] }),
  row(
    "allOf written out",
    "=",
    { allOf: [thing({ a: text }, { required: ["a"] }), thing({ b: number })] },
    thing({ a: text, b: number }, { required: ["a"] }),
  ),
  row(
    "allOf got a part",
    ">",
    { allOf: [thing({ a: text })] },
    { allOf: [thing({ a: text }), { required: ["a"] }] },
  ),
  row(
    "anyOf became one type with both",
    "=",
    { anyOf: [{ const: "a" }, { const: "b" }] },
    { enum: ["a", "b"] },
  ),
  row("not introduced", ">", text, { type: "string", not: { const: "a" } }),
  row(
    "not widened",
    ">",
    { type: "string", not: { enum: ["a"] } },
    { type: "string", not: { enum: ["a", "b"] } },
  ),
  row(
    "not of a member that is never sent",
    "=",
    thing({ a: text }),
    thing({ a: text }, { not: { required: ["zz"] } }),
  ),
  row(
    "condition introduced",
    ">",
    thing({ a: text, b: text }),
    thing({ a: text, b: text }, { if: { required: ["a"] }, then: { required: ["b"] } }),
  ),
  row(
    "condition's branch tightened",
    ">",
    thing({ a: text, b: text }, { if: { required: ["a"] }, then: { required: ["b"] } }),
    thing(
      { a: text, b: text },
      { if: { required: ["a"] }, then: { required: ["b"], properties: { b: { maxLength: 2 } } } },
    ),
  ),
  {
    ...row("discriminator's member changed", "x", tagged("kind"), tagged("sort")),
    components: {
      Cat: thing({ kind: text, sort: text, lives: integer }),
      Dog: thing({ kind: text, sort: text }),
    },
  },
  {
    ...row("discriminator introduced", ">", { oneOf: [ref("Cat"), ref("Dog")] }, tagged("kind")),
    components: plain,
  },
  {
    ...row(
      "mapping renamed",
      "x",
      tagged("kind", { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" }),
      tagged("kind", { cat: "#/components/schemas/Cat", hound: "#/components/schemas/Dog" }),
    ),
    components: plain,
  },
  {
    ...row(
      "mapping got another key",
      ">",
      tagged("kind", { cat: "Cat", dog: "Dog", hound: "Dog" }),
      tagged("kind", { cat: "Cat", dog: "Dog" }),
    ),
    components: plain,
  },
  {
    ...row(
      "mapping that says what is implied",
      "=",
      tagged("kind"),
      tagged("kind", { Cat: "#/components/schemas/Cat", Dog: "Dog" }),
    ),
    components: plain,
  },
];

const refactorings: readonly SchemaRow[] = [
  {
    ...row(
      "reference written out",
      "=",
      thing({ a: ref("Name") }),
      thing({ a: { type: "string", maxLength: 9 } }),
    ),
    components: { Name: { type: "string", maxLength: 9 } },
  },
  {
    ...row("component renamed", "=", thing({ a: ref("Name") }), thing({ a: ref("Title") })),
    components: { Name: text },
    secondComponents: { Title: text },
  },
  {
    ...row("reference to a reference", "=", ref("One"), ref("Two")),
    components: { One: ref("Two"), Two: thing({ a: text }) },
  },
  {
    ...row("component tightened", ">", thing({ a: ref("Name") }), thing({ a: ref("Name") })),
    components: { Name: text },
    secondComponents: { Name: { type: "string", maxLength: 3 } },
  },
  {
    ...row("cycle unchanged, a description apart", "=", ref("Node"), ref("Node")),
    components: { Node: thing({ next: ref("Node"), a: text }) },
    secondComponents: { Node: thing({ next: ref("Node"), a: { ...text, description: "New." } }) },
  },
  {
    ...row("cycle tightened", ">", ref("Node"), ref("Node")),
    components: { Node: thing({ next: ref("Node"), a: text }) },
    secondComponents: { Node: thing({ next: ref("Node"), a: { type: "string", minLength: 1 } }) },
  },
  {
    ...row("cycle over two schemas tightened", ">", ref("Tree"), ref("Tree")),
    components: { Tree: thing({ kids: list(ref("Twig")) }), Twig: thing({ tree: ref("Tree"), n: integer }) },
    secondComponents: {
      Tree: thing({ kids: list(ref("Twig")) }),
      Twig: thing({ tree: ref("Tree"), n: { type: "integer", maximum: 9 } }),
    },
  },
  {
    ...row("cycle unrolled once", "=", ref("Node"), thing({ next: ref("Node"), a: text })),
    components: { Node: thing({ next: ref("Node"), a: text }) },
  },
  {
    ...row("recursive union tightened", ">", ref("Value"), ref("Value")),
    components: { Value: { anyOf: [text, list(ref("Value"))] } },
    secondComponents: { Value: { anyOf: [{ type: "string", maxLength: 4 }, list(ref("Value"))] } },
  },
  row("members reordered", "=", thing({ a: text, b: number }), thing({ b: number, a: text })),
  row(
    "required reordered",
    "=",
    thing({ a: text, b: text }, { required: ["a", "b"] }),
    thing({ a: text, b: text }, { required: ["b", "a"] }),
  ),
  row("titles, examples, defaults", "=", text, {
    type: "string",
    title: "Text",
    examples: ["a"],
    default: "b",
    description: "A text.",
  }),
  {
    ...row(
      "3.0 nullable and 3.1 type list",
      "=",
      { type: "string", nullable: true },
      { type: ["string", "null"] },
    ),
    versions: ["3.0.3", "3.1.0"],
  },
  {
    ...row("3.0 nullable dropped in 3.0", ">", { type: "string", nullable: true }, text),
    versions: ["3.0.3", "3.0.3"],
  },
  {
    ...row(
      "3.0 exclusive flag and 3.1 number",
      "=",
      { type: "number", minimum: 0, exclusiveMinimum: true },
      { type: "number", exclusiveMinimum: 0 },
    ),
    versions: ["3.0.3", "3.1.0"],
  },
  {
    ...row("3.0 reference with siblings that do not count", "=", ref("Name"), {
      $ref: "#/components/schemas/Name",
      maxLength: 1,
    }),
    versions: ["3.0.3", "3.0.3"],
    components: { Name: text },
  },
  {
    ...row("3.1 reference with siblings that do", ">", ref("Name"), {
      $ref: "#/components/schemas/Name",
      maxLength: 1,
    }),
    components: { Name: text },
  },
];

const readOnly = { type: "string", readOnly: true };
const writeOnly = { type: "string", writeOnly: true };
const oneWay: readonly SchemaRow[] = [
  row(
    "required readOnly member added",
    "NANB",
    thing({ a: text }),
    thing({ a: text, id: readOnly }, { required: ["id"] }),
  ),
  row(
    "required writeOnly member added",
    "BNNN",
    thing({ a: text }),
    thing({ a: text, pin: writeOnly }, { required: ["pin"] }),
  ),
  row(
    "readOnly member tightened",
    "NNNB",
    thing({ id: readOnly }),
    thing({ id: { ...readOnly, maxLength: 3 } }),
  ),
  row(
    "writeOnly member tightened",
    "BNAN",
    thing({ pin: writeOnly }),
    thing({ pin: { ...writeOnly, maxLength: 3 } }),
  ),
  row("member became readOnly", "NNAN", thing({ a: text }), thing({ a: readOnly })),
  row("member became writeOnly", "NNNA", thing({ a: text }), thing({ a: writeOnly })),
];

/** Every row, by bullet of what the comparison covers. */
export const SCHEMA_ROWS: Readonly<Record<string, readonly SchemaRow[]>> = {
  members,
  types,
  values,
  numbers,
  texts,
  lists,
  compositions,
  refactorings,
  "one way": oneWay,
};
