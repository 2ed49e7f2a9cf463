// Reads the schemas of one document for one direction: `readOnly` members leave requests, `writeOnly` ones leave responses.
import {
  entriesOf,
  isList,
  isObject,
  itemsOf,
  joinPointer,
  memberOf,
  textOf,
  type Json,
  type Pointer,
} from "@specloom/api-model";

import type { Direction } from "../change.ts";
import type { DocumentView } from "../document-view.ts";
import { readDiscriminator } from "./discriminator.ts";
import { multiplyCases } from "./merge-cases.ts";
import { readOwnCases } from "./read-own-cases.ts";
import type { Case, Conjunction, ObjectCase, SchemaNode } from "./shape.ts";

/** A union of more cases is not taken apart; nobody reads one, and the time grows with the square. */
const MOST_CASES = 300;
/** Members that say nothing about values, so that a `$ref` beside them is still only a `$ref`. */
const ANNOTATIONS =
  /^(title|description|summary|default|examples?|deprecated|readOnly|writeOnly|\$comment|x-.*)$/;
const APPLICATORS = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "discriminator"];
const UNREAD = ["$dynamicRef", "$recursiveRef"];

export class SchemaReader {
  readonly view: DocumentView;
  readonly direction: Direction;
  readonly #nodes = new WeakMap<object, SchemaNode>();
  readonly #synthetic = new WeakMap<object, Map<string, Json>>();
  readonly #cases = new Map<string, readonly Case[] | undefined>();
  readonly #conjunctions = new Map<string, Conjunction>();
  #count = 1;

  constructor(view: DocumentView, direction: Direction) {
    this.view = view;
    this.direction = direction;
  }

  /** The node of a schema; what is nothing but a `$ref` has the node of its target. */
  node(schema: Json, pointer: Pointer): SchemaNode {
    if (!isObject(schema)) return { id: schema === false ? -1 : 0, schema: schema !== false, pointer };
    if (this.#isOnlyReference(schema)) {
      const target = this.view.follow(schema, pointer);
      if (target !== undefined && target.value !== schema) return this.node(target.value, target.pointer);
    }
    const known = this.#nodes.get(schema);
    if (known !== undefined) return known;
    const node = { id: this.#count++, schema, pointer };
    this.#nodes.set(schema, node);
    return node;
  }

  /** Nodes that hold together, each once, without those that say nothing. */
  conjunction(nodes: readonly SchemaNode[]): Conjunction {
    const telling = nodes.length > 1 ? distinct(nodes) : nodes.filter(({ id }) => id !== 0);
    const key = telling.map(({ id }) => id).join(",");
    const known = this.#conjunctions.get(key);
    if (known !== undefined) return known;
    const made = { key, nodes: telling };
    this.#conjunctions.set(key, made);
    return made;
  }

  /** The union of cases that the nodes make together; undefined where there are too many. */
  casesOf(conjunction: Conjunction): readonly Case[] | undefined {
    const { key, nodes } = conjunction;
    if (this.#cases.has(key)) return this.#cases.get(key);
    const cases = this.#multiply(nodes.map((node) => this.#expand(node, new Set())));
    this.#cases.set(key, cases);
    return cases;
  }

  /** A schema that stands in no document, made once for its owner. */
  synthetic(owner: object, name: string, make: () => Json): Json {
    const made = this.#synthetic.get(owner) ?? new Map<string, Json>();
    this.#synthetic.set(owner, made);
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  }

  #isOnlyReference(schema: Json): boolean {
    if (textOf(schema, "$ref") === undefined) return false;
    return (
      this.view.isVersion30 || entriesOf(schema).every(([name]) => name === "$ref" || ANNOTATIONS.test(name))
    );
  }

  #reading(pointer: Pointer): Parameters<typeof readOwnCases>[1] {
    return {
      isVersion30: this.view.isVersion30,
      node: (schema, ...segments) => this.node(schema, joinPointer(pointer, ...segments)),
      isDropped: (schema) => this.#isDropped(schema, 0),
    };
  }

  /** True where the schema, what it refers to, or a part of its `allOf` says that it travels the other way only. */
  #isDropped(schema: Json, depth: number): boolean {
    if (!isObject(schema) || depth > 20) return false;
    const flag = this.direction === "request" ? "readOnly" : "writeOnly";
    if (memberOf(schema, flag) === true) return true;
    const target = textOf(schema, "$ref") === undefined ? undefined : this.view.follow(schema, "#");
    if (target !== undefined && target.value !== schema && this.#isDropped(target.value, depth + 1))
      return true;
    return itemsOf(memberOf(schema, "allOf")).some((part) => this.#isDropped(part, depth + 1));
  }

  #expand(node: SchemaNode, trail: ReadonlySet<number>): Case[] | undefined {
    const { schema, pointer, id } = node;
    const own = readOwnCases(schema, this.#reading(pointer));
    if (!isObject(schema)) return own;
    const unread = UNREAD.flatMap((name) =>
      Object.hasOwn(schema, name) ? [`${name} ${JSON.stringify(schema[name])}`] : [],
    );
    const start =
      unread.length === 0
        ? own
        : own.map((item) => Object.assign(item, { opaque: item.opaque.concat(unread) }));
    if (!APPLICATORS.some((name) => Object.hasOwn(schema, name))) return this.#closeUnevaluated(start, node);
    // A schema that contains itself in place says nothing more the second time.
    if (trail.has(id)) return start;
    const inner = new Set([...trail, id]);
    const cases = this.#multiply([start, ...this.#alternatives(node, inner)]);
    return cases && this.#closeUnevaluated(cases, node);
  }

  /** What holds where each of the unions holds; undefined where one of them, or all together, have too many cases. */
  #multiply(unions: readonly (Case[] | undefined)[]): Case[] | undefined {
    let cases: Case[] | undefined = readOwnCases(true, this.#reading("#"));
    for (const union of unions) cases = cases && union && limit(multiplyCases(cases, union));
    return cases;
  }

  /** For each applicator the union that it stands for. */
  #alternatives(node: SchemaNode, trail: ReadonlySet<number>): (Case[] | undefined)[] {
    const { schema, pointer } = node;
    const at = (...segments: (string | number)[]): SchemaNode | undefined => {
      const value = segments.reduce<Json | undefined>(
        (found, segment) => (isList(found) ? found[Number(segment)] : memberOf(found, String(segment))),
        schema,
      );
      return value === undefined ? undefined : this.node(value, joinPointer(pointer, ...segments));
    };
    const list = (name: string): SchemaNode[] =>
      itemsOf(memberOf(schema, name)).flatMap((_, index) => at(name, index) ?? []);
    const target = textOf(schema, "$ref") === undefined ? undefined : this.view.follow(schema, pointer);
    const referred = target && target.value !== schema ? [this.node(target.value, target.pointer)] : [];
    const not = at("not");
    return [
      ...[...referred, ...list("allOf")].map((part) => this.#expand(part, trail)),
      ...["anyOf", "oneOf"].flatMap((name) => {
        const branches = list(name);
        return branches.length === 0 ? [] : [this.#union({ node, branches, isOne: name === "oneOf", trail })];
      }),
      ...(not === undefined ? [] : [this.#anythingBut(not)]),
      ...this.#condition(node, trail),
      ...this.#dependents(node, trail),
      ...this.#tagged(node),
    ];
  }

  #union(union: {
    node: SchemaNode;
    branches: readonly SchemaNode[];
    isOne: boolean;
    trail: ReadonlySet<number>;
  }): Case[] | undefined {
    const tags = readDiscriminator(union.node, this);
    const parts = union.branches.map((branch) => {
      const tag = tags?.tagOf(branch);
      return tag === undefined ? [branch] : [branch, tag];
    });
    const whole = parts.map((nodes) => this.conjunction(nodes));
    const all: Case[] = [];
    for (const [index, nodes] of parts.entries()) {
      const cases = this.#multiply(nodes.map((part) => this.#expand(part, union.trail)));
      if (cases === undefined) return undefined;
      const others = union.isOne ? whole.filter((_, other) => other !== index) : [];
      const label = labelOf(union.branches[index], index);
      for (const item of cases) {
        const own = item.label === "" ? label : `${label}/${item.label}`;
        all.push({ ...item, label: own, excludes: item.excludes.concat(others) });
      }
    }
    return limit(all);
  }

  #anythingBut(node: SchemaNode): Case[] {
    const excluded = this.conjunction([node]);
    return readOwnCases(true, this.#reading("#")).map((item) =>
      Object.assign(item, { excludes: [excluded] }),
    );
  }

  #condition({ schema, pointer }: SchemaNode, trail: ReadonlySet<number>): (Case[] | undefined)[] {
    const test = memberOf(schema, "if");
    if (test === undefined) return [];
    const condition = this.node(test, joinPointer(pointer, "if"));
    const branch = (name: string): Case[] | undefined =>
      this.#expand(this.node(memberOf(schema, name) ?? true, joinPointer(pointer, name)), trail);
    const met = this.#expand(condition, trail);
    const [yes, no] = [branch("then"), branch("else")];
    if (met === undefined || yes === undefined || no === undefined) return [undefined];
    return [limit([...multiplyCases(met, yes), ...multiplyCases(this.#anythingBut(condition), no)])];
  }

  /** `dependentSchemas`: the member is absent, or it is there and the schema holds. */
  #dependents({ schema, pointer }: SchemaNode, trail: ReadonlySet<number>): (Case[] | undefined)[] {
    return entriesOf(memberOf(schema, "dependentSchemas")).map(([name, value]) => {
      const owner = schema as object;
      const absent = this.synthetic(owner, `without ${name}`, () => ({ properties: { [name]: false } }));
      const present = this.synthetic(owner, `with ${name}`, () => ({ type: "object", required: [name] }));
      const met = this.#expand(this.node(value, joinPointer(pointer, "dependentSchemas", name)), trail);
      const without = this.#expand(this.node(absent, pointer), trail);
      const needed = this.#expand(this.node(present, pointer), trail);
      if (met === undefined || without === undefined || needed === undefined) return undefined;
      return limit([...without, ...multiplyCases(needed, met)]);
    });
  }

  /** A discriminator without a union beside it: the member is there and has one of the mapped values. */
  #tagged(node: SchemaNode): (Case[] | undefined)[] {
    const isUnion = ["anyOf", "oneOf"].some((name) => memberOf(node.schema, name) !== undefined);
    const tag = isUnion ? undefined : readDiscriminator(node, this)?.anyTag();
    return tag === undefined ? [] : [this.#expand(tag, new Set())];
  }

  /** `unevaluatedProperties` and `unevaluatedItems`: of what no other keyword of this schema has looked at. */
  #closeUnevaluated(cases: Case[], { schema, pointer }: SchemaNode): Case[] {
    const members = memberOf(schema, "unevaluatedProperties");
    const items = memberOf(schema, "unevaluatedItems");
    if (members === undefined && items === undefined) return cases;
    return cases.map((item) => {
      if (
        item.type === "object" &&
        members !== undefined &&
        !item.parts.some(({ additional }) => additional)
      ) {
        return this.#closeObject(item, this.node(members, joinPointer(pointer, "unevaluatedProperties")));
      }
      if (item.type === "array" && items !== undefined && !item.parts.some(({ rest }) => rest)) {
        const longest = Math.max(0, ...item.parts.map(({ prefix }) => prefix.length));
        const free = Array.from({ length: longest }, () => this.node(true, pointer));
        const rest = this.node(items, joinPointer(pointer, "unevaluatedItems"));
        return { ...item, parts: [...item.parts, { prefix: free, rest }] };
      }
      return item;
    });
  }

  #closeObject(item: ObjectCase, additional: SchemaNode): ObjectCase {
    const free = this.node(true, additional.pointer);
    const names = item.parts.flatMap(({ properties }) => [...properties.keys()]);
    const patterns = item.parts.flatMap((part) =>
      part.patterns.map(({ pattern }) => ({ pattern, node: free })),
    );
    const properties = new Map(names.map((name) => [name, free]));
    return { ...item, parts: [...item.parts, { properties, patterns, additional }] };
  }
}

/** Name of a branch: of the component that it refers to, its title, or its place. */
function labelOf(branch: SchemaNode | undefined, index: number): string {
  const component = /^#\/components\/schemas\/([^/]+)$/.exec(branch?.pointer ?? "")?.[1];
  return component ?? textOf(branch?.schema, "title") ?? String(index);
}

function limit(cases: Case[]): Case[] | undefined {
  return cases.length > MOST_CASES ? undefined : cases;
}

function distinct(nodes: readonly SchemaNode[]): SchemaNode[] {
  const byID = new Map(nodes.filter(({ id }) => id !== 0).map((node) => [node.id, node]));
  return [...byID.values()].toSorted((one, other) => one.id - other.id);
}
