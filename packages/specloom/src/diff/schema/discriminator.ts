// What a discriminator adds to a union (OpenAPI 3.1, section 4.8.25): the member is there, and its value says which branch.
import { entriesOf, isObject, itemsOf, memberOf, textOf, type Json, type Pointer } from "@specloom/api-model";

import { spellJson } from "../same-json.ts";
import type { DocumentView } from "../document-view.ts";
import type { SchemaNode } from "./shape.ts";

/** What reading a discriminator needs of the reader of schemas. */
export interface TagReading {
  readonly view: DocumentView;
  readonly node: (schema: Json, pointer: Pointer) => SchemaNode;
  readonly synthetic: (owner: object, name: string, make: () => Json) => Json;
}

export interface Discriminator {
  /** What the discriminator asks of a branch. */
  readonly tagOf: (branch: SchemaNode) => SchemaNode;
  /** What it asks where there are no branches: any value that the mapping names. */
  readonly anyTag: () => SchemaNode | undefined;
}

/** Reads the discriminator of a schema; undefined where it has none. */
export function readDiscriminator(node: SchemaNode, reader: TagReading): Discriminator | undefined {
  const written = memberOf(node.schema, "discriminator");
  const property = textOf(written, "propertyName");
  if (!isObject(written) || property === undefined) return undefined;
  const mapping = entriesOf(memberOf(written, "mapping"));
  const make = (name: string, values: readonly string[] | undefined): SchemaNode =>
    reader.node(
      reader.synthetic(written, name, () => tagSchema(property, values)),
      `${node.pointer}/discriminator`,
    );
  return {
    tagOf: (branch) => make(branch.pointer, namesOf(branch, { property, mapping, reader })),
    anyTag: () =>
      mapping.length === 0
        ? undefined
        : make(
            "*",
            mapping.map(([name]) => name),
          ),
  };
}

function tagSchema(property: string, values: readonly string[] | undefined): Json {
  return {
    type: "object",
    required: [property],
    ...(values && { properties: { [property]: { enum: [...values] } } }),
  };
}

/**
 * Values that lead to a branch: the keys that are mapped to it; without one, what the branch itself fixes (undefined here:
 * nothing to add), else its name.
 */
function namesOf(
  branch: SchemaNode,
  context: { property: string; mapping: readonly [string, Json][]; reader: TagReading },
): string[] | undefined {
  const { property, mapping, reader } = context;
  const mapped = mapping.filter(([, target]) => leadsTo(target, branch.pointer)).map(([name]) => name);
  if (mapped.length > 0) return mapped;
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(branch.pointer)?.[1];
  return name === undefined || fixes(branch.schema, property, { reader, depth: 0 }) ? undefined : [name];
}

/** A mapping's target is a reference or the name of a component. */
function leadsTo(target: Json, pointer: Pointer): boolean {
  return target === pointer || `#/components/schemas/${spellJson(target)}` === pointer;
}

/** True where the schema itself says which values the member may have. */
function fixes(schema: Json, property: string, at: { reader: TagReading; depth: number }): boolean {
  if (at.depth > 10) return false;
  const found = at.reader.view.follow(schema, "#")?.value;
  const member = at.reader.view.follow(memberOf(memberOf(found, "properties"), property), "#")?.value;
  if (memberOf(member, "const") !== undefined || memberOf(member, "enum") !== undefined) return true;
  return itemsOf(memberOf(found, "allOf")).some((part) =>
    fixes(part, property, { reader: at.reader, depth: at.depth + 1 }),
  );
}
