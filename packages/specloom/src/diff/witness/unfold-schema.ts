// An OpenAPI schema as JSON Schema 2020-12, unfolded along one value: `$ref`s are followed as far as the value goes, and what
// concerns members or items that the value does not have is left out. So a schema of any size becomes one that compiles at once.
import { entriesOf, isList, isObject, itemsOf, memberOf, textOf, type Json } from "@specloom/api-model";

import type { Direction } from "../change.ts";
import type { DocumentView } from "../document-view.ts";
import { readDroppedNames } from "./dropped-names.ts";
import { tagBranch } from "./tag-branch.ts";

export interface UnfoldReading {
  readonly view: DocumentView;
  readonly direction: Direction;
  /** True for the sender's reading: objects are closed over what they declare. */
  readonly isSender: boolean;
}

/** A schema that cannot be unfolded along a value: a cycle that the value does not end. */
export class CannotUnfold extends Error {
  override readonly name = "CannotUnfold";
}

interface Unfolding extends UnfoldReading {
  readonly depth: number;
  /** Members of this object that travel the other way only. */
  readonly dropped: ReadonlySet<string>;
}

const DEEPEST = 200;
/** Keywords that mean the same in OpenAPI and hold no schema. */
const PLAIN =
  "const enum multipleOf maxLength minLength pattern format maxItems minItems uniqueItems minContains maxContains maxProperties minProperties dependentRequired".split(
    " ",
  );

/** The schema of a whole value, under the member `value`: Ajv coerces members, not roots. */
export function unfoldSchema(
  schema: Json,
  value: Json,
  reading: UnfoldReading,
): { readonly properties: Json } {
  return { properties: { value: place(schema, value, { ...reading, depth: 0, dropped: new Set() }) } };
}

/** A schema where it stands for a value of its own; there a sender's object is closed. */
function place(schema: Json, value: Json | undefined, outer: Unfolding): Json {
  if (outer.depth > DEEPEST) throw new CannotUnfold();
  const unfolding = { ...outer, depth: outer.depth + 1, dropped: readDroppedNames(schema, outer) };
  const inner = inPlace(schema, value, unfolding);
  return outer.isSender && (value === undefined || isObject(value))
    ? { allOf: [inner], unevaluatedProperties: false }
    : inner;
}

/** A schema that says something about the same value as the one around it. */
function inPlace(schema: Json, value: Json | undefined, outer: Unfolding): Json {
  if (!isObject(schema)) return schema;
  if (outer.depth > DEEPEST) throw new CannotUnfold();
  const unfolding = { ...outer, depth: outer.depth + 1 };
  const referred = reference(schema, value, unfolding);
  if (referred !== undefined && unfolding.view.isVersion30) return referred;
  const own = plain(schema, unfolding);
  // Where a member is missing the rest does not matter: the value is refused. Ajv looks for members as `in` does.
  const missing = isObject(value)
    ? itemsOf(own["required"]).find((name) => typeof name === "string" && !(name in value))
    : undefined;
  if (missing !== undefined) return { required: [missing] };
  const parts = [
    ...(referred === undefined ? [] : [referred]),
    ...itemsOf(memberOf(schema, "allOf")).map((part) => inPlace(part, value, unfolding)),
    ...others(schema, value, unfolding),
    ...promised(schema, unfolding),
  ];
  return {
    ...own,
    ...members(schema, value, unfolding),
    ...items(schema, value, unfolding),
    ...(parts.length > 0 && { allOf: parts }),
    ...unions(schema, value, unfolding),
    ...conditions(schema, value, unfolding),
  };
}

function reference(schema: Json, value: Json | undefined, unfolding: Unfolding): Json | undefined {
  if (textOf(schema, "$ref") === undefined) return undefined;
  const target = unfolding.view.follow(schema, "#");
  if (target === undefined || target.value === schema) throw new CannotUnfold();
  return inPlace(target.value, value, unfolding);
}

function plain(schema: Json, { view, dropped }: Unfolding): Record<string, Json> {
  const kept = PLAIN.flatMap((name) => {
    const value = memberOf(schema, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const required = itemsOf(memberOf(schema, "required")).filter(
    (name) => typeof name === "string" && !dropped.has(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...(required.length > 0 && { required }),
    ...types(schema, view.isVersion30),
    ...bounds(schema),
  };
}

function types(schema: Json, isVersion30: boolean): Record<string, Json> {
  const type = memberOf(schema, "type");
  if (type === undefined) return {};
  const isNullable = isVersion30 && memberOf(schema, "nullable") === true && !isList(type);
  return { type: isNullable ? [type, "null"] : type };
}

/** In 3.0 the exclusive bounds are flags on the inclusive ones. */
function bounds(schema: Json): Record<string, Json> {
  const pairs = [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const;
  const found: Record<string, Json> = {};
  for (const [inclusive, exclusive] of pairs) {
    const limit = memberOf(schema, inclusive);
    const flag = memberOf(schema, exclusive);
    if (typeof limit === "number") found[flag === true ? exclusive : inclusive] = limit;
    if (typeof flag === "number") found[exclusive] = flag;
  }
  return found;
}

function members(schema: Json, value: Json | undefined, unfolding: Unfolding): Record<string, Json> {
  const declared = entriesOf(memberOf(schema, "properties"));
  const present = declared.filter(
    ([name]) => !unfolding.dropped.has(name) && (value === undefined || memberOf(value, name) !== undefined),
  );
  const patterns = entriesOf(memberOf(schema, "patternProperties"));
  const additional = memberOf(schema, "additionalProperties");
  const names = memberOf(schema, "propertyNames");
  const free = memberOf(schema, "unevaluatedProperties");
  if (isObject(free) && Object.keys(free).length > 0) throw new CannotUnfold();
  return {
    ...(present.length > 0 && {
      properties: Object.fromEntries(
        present.map(([name, inner]) => [name, place(inner, memberOf(value, name), unfolding)]),
      ),
    }),
    ...(patterns.length > 0 && {
      patternProperties: Object.fromEntries(patterns.map(([name]) => [name, true])),
    }),
    // Whoever writes one of the two leaves the object open; what the members must be stands in `others`.
    ...(additional !== undefined && { additionalProperties: additional !== false }),
    ...(additional === undefined && patterns.length > 0 && { additionalProperties: true }),
    ...(names !== undefined && { propertyNames: inPlace(names, undefined, unfolding) }),
    ...(free !== undefined && { unevaluatedProperties: free }),
  };
}

/** A sender that requires a member sends it, declared or not. */
function promised(schema: Json, { isSender, dropped }: Unfolding): Json[] {
  if (!isSender || memberOf(schema, "unevaluatedProperties") !== undefined) return [];
  const names = itemsOf(memberOf(schema, "required")).filter((name) => typeof name === "string");
  const own = names.filter((name) => !dropped.has(name));
  return own.length === 0 ? [] : [{ properties: Object.fromEntries(own.map((name) => [name, true])) }];
}

/** For each member of the value what `patternProperties` and `additionalProperties` say about it. */
function others(schema: Json, value: Json | undefined, unfolding: Unfolding): Json[] {
  const patterns = entriesOf(memberOf(schema, "patternProperties"));
  const additional = memberOf(schema, "additionalProperties");
  if (patterns.length === 0 && !isObject(additional)) return [];
  if (value === undefined) throw new CannotUnfold();
  return entriesOf(value).flatMap(([name, inner]) => {
    const matching = patterns
      .filter(([pattern]) => new RegExp(pattern, "u").test(name))
      .map(([, own]) => own);
    const isDeclared = memberOf(memberOf(schema, "properties"), name) !== undefined;
    const rest = !isDeclared && matching.length === 0 && isObject(additional) ? [additional] : [];
    return [...matching, ...rest].map((own) => ({ properties: { [name]: place(own, inner, unfolding) } }));
  });
}

function items(schema: Json, value: Json | undefined, unfolding: Unfolding): Record<string, Json> {
  const prefix = itemsOf(memberOf(schema, "prefixItems"));
  const rest = memberOf(schema, "items");
  const contains = memberOf(schema, "contains");
  const free = memberOf(schema, "unevaluatedItems");
  if (isObject(free) && Object.keys(free).length > 0) throw new CannotUnfold();
  const more = {
    ...(contains !== undefined && {
      contains: place(contains, undefined, { ...unfolding, isSender: false }),
    }),
    ...(free !== undefined && { unevaluatedItems: free }),
  };
  if (prefix.length === 0 && rest === undefined) return more;
  if (value === undefined) {
    const own = prefix.map((item) => place(item, undefined, unfolding));
    return {
      ...more,
      ...(own.length > 0 && { prefixItems: own }),
      ...(rest !== undefined && { items: place(rest, undefined, unfolding) }),
    };
  }
  const covered = itemsOf(value).flatMap((item, index) => {
    const own = prefix[index] ?? rest;
    return own === undefined ? [] : [place(own, item, unfolding)];
  });
  return {
    ...more,
    ...(covered.length > 0 && { prefixItems: covered }),
    ...(rest !== undefined && { items: true }),
  };
}

function unions(schema: Json, value: Json | undefined, unfolding: Unfolding): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const name of ["anyOf", "oneOf"]) {
    const branches = itemsOf(memberOf(schema, name));
    if (branches.length === 0) continue;
    found[name] = branches.map((branch) => {
      const tag = tagBranch(schema, branch, unfolding.view);
      const inner = inPlace(branch, value, unfolding);
      return Object.keys(tag).length === 0 ? inner : { allOf: [inner, tag] };
    });
  }
  const isUnion = Object.keys(found).length > 0;
  return isUnion ? found : { ...tagBranch(schema, undefined, unfolding.view) };
}

/** Under `not` and `if` nothing is sent: there the sender's objects stay as they are written. */
function conditions(schema: Json, value: Json | undefined, unfolding: Unfolding): Record<string, Json> {
  const open = { ...unfolding, isSender: false };
  const found: Record<string, Json> = {};
  for (const [name, reading] of [
    ["not", open],
    ["if", open],
    ["then", unfolding],
    ["else", unfolding],
  ] as const) {
    const inner = memberOf(schema, name);
    if (inner !== undefined) found[name] = inPlace(inner, value, reading);
  }
  const dependents = entriesOf(memberOf(schema, "dependentSchemas"));
  if (dependents.length > 0) {
    found["dependentSchemas"] = Object.fromEntries(
      dependents.map(([name, inner]) => [name, inPlace(inner, value, unfolding)]),
    );
  }
  return found;
}
