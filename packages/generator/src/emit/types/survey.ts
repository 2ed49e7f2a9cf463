// What printing every schema once in each direction tells: which others it names, whether the directions differ, and why
// it differs from its twin. What is printed is kept, with blanks for the names, which are given only then.
import type { ApiModel, Problem, SchemaID } from "@specloom/api-model";

import { createPrinter } from "./create-printer.ts";
import { discriminatedSchemas, type Tag } from "./discriminator.ts";
import { objectShape } from "./object-shape.ts";
import { declaration } from "./print-declaration.ts";
import type { Difference, Direction, Placed, Printer } from "./printer.ts";
import { resolve, writtenTypes } from "./schema-reading.ts";

/** One schema, printed for one direction. */
export interface Face {
  /** With a blank for every name: its own, and those of {@link references}. */
  readonly text: string;
  readonly references: ReadonlySet<SchemaID>;
  readonly differences: ReadonlySet<Difference>;
  /** What cannot be expressed as a type. */
  readonly losses: readonly Problem[];
}

/** Stands before and behind a blank. No text of a document holds that character: each passes a door. */
const EDGE = "\u0001";

export interface Survey {
  readonly components: ReadonlySet<SchemaID>;
  /** The face of any schema of the model. */
  face(id: SchemaID, direction: Direction): Face;
  /** The declaration of a named schema, under a name of its own and with names for what it refers to. */
  declare(face: Face, name: string, nameOf: (reference: SchemaID) => string): string;
  /** The named schemas that a schema needs, itself included if it is one. */
  reach(ids: Iterable<SchemaID>, direction: Direction): ReadonlySet<SchemaID>;
  /** True where requests and responses see different types. */
  isTwoFaced(id: SchemaID): boolean;
  /** Why a type and everything in it differ from their twins. */
  differences(ids: Iterable<SchemaID>, direction: Direction): ReadonlySet<Difference>;
}

export function surveyModel(model: ApiModel): Survey {
  const named = model.components.map(({ id }) => id);
  const components = new Map(named.map((id, index) => [id, `${EDGE}${index}${EDGE}`]));
  const discriminated = discriminatedSchemas(model);
  const faces = { request: new Map<SchemaID, Face>(), response: new Map<SchemaID, Face>() };

  function face(id: SchemaID, direction: Direction): Face {
    const known = faces[direction].get(id);
    if (known !== undefined) return known;
    const printed = printFace(id, { model, components, direction, discriminated });
    faces[direction].set(id, printed);
    return printed;
  }

  function reach(ids: Iterable<SchemaID>, direction: Direction): ReadonlySet<SchemaID> {
    const found = new Set<SchemaID>();
    const waiting: SchemaID[] = [];
    for (const id of ids) waiting.push(...(components.has(id) ? [id] : face(id, direction).references));
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      waiting.push(...face(id, direction).references);
    }
    return found;
  }

  const isTwoFaced = twoFacedBy(face);
  return {
    components: new Set(named),
    face,
    declare: ({ text }, name, nameOf) => {
      const fill = (blank: string): string => (blank === "" ? name : nameOf(named[Number(blank)] ?? ""));
      // Every second part stands between two edges.
      return text
        .split(EDGE)
        .map((part, index) => (index % 2 === 0 ? part : fill(part)))
        .join("");
    },
    reach,
    isTwoFaced,
    differences: (ids, direction) => {
      const all = [...ids];
      const found = new Set<Difference>();
      for (const id of new Set([...all, ...reach(all, direction)]))
        for (const difference of face(id, direction).differences) found.add(difference);
      return found;
    },
  };
}

interface FaceContext {
  readonly model: ApiModel;
  /** Named schemas, each with the blank for its name. */
  readonly components: ReadonlyMap<SchemaID, string>;
  readonly direction: Direction;
  readonly discriminated: ReadonlyMap<SchemaID, readonly Tag[]>;
}

function printFace(id: SchemaID, { model, components, direction, discriminated }: FaceContext): Face {
  const references = new Set<SchemaID>();
  const differences = new Set<Difference>();
  const losses: Problem[] = [];
  const printer = createPrinter({
    model,
    components,
    direction,
    name: (reference) => {
      references.add(reference);
      return components.get(reference) ?? "";
    },
    differ: (difference) => differences.add(difference),
    flatten: (flattened) => {
      if (discriminated.has(flattened)) differences.add("discriminator");
    },
    report: (problem) => void losses.push(problem),
  });
  const placed = { schema: printer.lookup(id) ?? true, pointer: id };
  const declared = declaration(EDGE + EDGE, placed, { printer });
  for (const difference of tagDifferences(placed, discriminated.get(id), printer))
    differences.add(difference);
  // A schema without a name is declared in one place and stands within another type in the next.
  const inline = components.has(id) ? [] : [printer.type(placed.schema, id)];
  return { text: [...declared, ...inline].join("\n"), references, differences, losses };
}

/** What openapi-typescript makes of the tags of an alternative. */
function tagDifferences(
  placed: Placed,
  tags: readonly Tag[] | undefined,
  printer: Printer,
): readonly Difference[] {
  if (tags === undefined) return [];
  const members = objectShape(placed, printer)?.members;
  const isUndeclared = tags.some(({ property }) => members !== undefined && !members.has(property));
  const isAmbiguous = new Set(tags.map((tag) => JSON.stringify(tag))).size > 1;
  const isDenied = tags.some((tag) =>
    members?.get(tag.property)?.schemas.some((schema) => denies(resolve(schema, printer), tag)),
  );
  return [
    "discriminator",
    ...(isUndeclared ? (["undeclared-tag"] as const) : []),
    ...(isAmbiguous || isDenied ? (["other-tag"] as const) : []),
  ];
}

/** True where a schema says which values its member has, or of what type, and those of the discriminator are not all among them. */
function denies({ schema }: Placed, { values }: Tag): boolean {
  if (typeof schema === "boolean") return false;
  const { const: only, enum: several } = schema;
  const allowed = only === undefined ? several : [only];
  if (Array.isArray(allowed)) return !values.every((value) => allowed.includes(value));
  const types = writtenTypes(schema);
  return types.length > 0 && !types.includes("string");
}

/** True for a schema whose own text differs between the directions, and for one that contains such a schema. */
function twoFacedBy(face: Survey["face"]): Survey["isTwoFaced"] {
  const known = new Map<SchemaID, boolean>();
  return (id) => {
    const seen = new Set<SchemaID>();
    const waiting = [id];
    let found = false;
    for (let next = waiting.pop(); next !== undefined && !found; next = waiting.pop()) {
      if (seen.has(next) || known.get(next) === false) continue;
      seen.add(next);
      const [request, response] = [face(next, "request"), face(next, "response")];
      found = known.get(next) === true || request.text !== response.text;
      waiting.push(...request.references, ...response.references);
    }
    // Whatever was met on a way that found nothing leads to nothing either.
    for (const next of found ? [id] : seen) known.set(next, found);
    return found;
  };
}
