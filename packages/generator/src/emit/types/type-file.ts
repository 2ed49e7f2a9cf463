// One file of types in the making: names of other files are imported, and offered again, as they are met.
import type { ApiModel, Document, Problem, SchemaID } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import { createPrinter } from "./create-printer.ts";
import type { NamedType, TypesPlan } from "./plan.ts";
import type { Direction, Printer } from "./printer.ts";

export interface TypeFile {
  /** Relative to `src/generated`, without extension. */
  readonly file: string;
  readonly source: SourceFile;
  readonly printer: (direction: Direction) => Printer;
  /** Declares a named schema. */
  readonly declare: (type: NamedType) => void;
  /** Makes the names that a schema's type needs available from this file, though it does not print them. */
  readonly offer: (id: SchemaID, direction: Direction) => void;
  /** The finished text. */
  readonly text: () => string;
}

export interface TypeFileContext {
  readonly model: ApiModel;
  readonly document: Document;
  readonly plan: TypesPlan;
  readonly banner: string;
  readonly report: (problem: Problem) => void;
}

export function createTypeFile(
  file: string,
  declared: readonly string[],
  { model, plan, banner, report }: TypeFileContext,
): TypeFile {
  const source = new SourceFile(banner);
  const offered = new Map<string, Set<string>>();
  for (const name of declared) source.declare(name);
  const offer = (id: SchemaID, direction: Direction): string | undefined => {
    const type = plan.find(id, direction);
    if (type.file === file) return undefined;
    const from = relativeImport(file, type.file);
    offered.set(from, (offered.get(from) ?? new Set()).add(type.name));
    return from;
  };
  const refer = (id: SchemaID, direction: Direction): string => {
    const { name } = plan.find(id, direction);
    const from = offer(id, direction);
    return from === undefined ? name : source.importType(name, from);
  };
  const printers = new Map<Direction, Printer>();
  const printer = (direction: Direction): Printer => {
    const known = printers.get(direction);
    if (known !== undefined) return known;
    const { components } = plan.survey;
    const created = createPrinter({
      model,
      components,
      direction,
      name: (id) => refer(id, direction),
      report,
    });
    printers.set(direction, created);
    return created;
  };
  return {
    file,
    source,
    printer,
    declare: ({ component, direction, name }) => {
      const face = plan.survey.face(component.id, direction);
      for (const loss of face.losses) report(loss);
      source.print(plan.survey.declare(face, name, (id) => refer(id, direction)));
    },
    offer: (id, direction) => {
      const needed = plan.survey.components.has(id) ? [id] : plan.survey.face(id, direction).references;
      for (const reference of needed) offer(reference, direction);
    },
    text: () => {
      // Whoever imports the types of one resource finds all of them here, wherever they are declared.
      for (const [from, names] of offered)
        source.print(`export type { ${[...names].toSorted().join(", ")} } from "${from}";`);
      return source.toString();
    },
  };
}

/** `../shared.ts`, as one file of `src/generated` names another. */
export function relativeImport(from: string, to: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  const up = "../".repeat(here.length - common);
  return `${up === "" ? "./" : up}${there.slice(common).join("/")}.ts`;
}
