import type { Document } from "../document.ts";
import { entriesOf, isObject, memberOf, shorten, textOf } from "../json.ts";
import type { Pointer } from "../model.ts";
import { joinPointer } from "../pointer.ts";
import { createProblem } from "../problem-codes.ts";
import type { Problem } from "../problem.ts";
import { pathShape } from "../read/path-template.ts";
import type { SourcePlace } from "./source-files.ts";

/** Finds where a place of the bundled document was written. */
type Locate = (pointer: Pointer) => SourcePlace;

/** OperationIds and path templates that occur twice: one problem for each repetition, which names the first. */
export function findDuplicates(document: Document, locate: Locate): Problem[] {
  return [...repeatedOperationIDs(document, locate), ...repeatedPaths(document, locate)];
}

function repeatedOperationIDs(document: Document, locate: Locate): Problem[] {
  const first = new Map<string, Pointer>();
  const problems: Problem[] = [];
  for (const [path, item] of entriesOf(memberOf(document, "paths"))) {
    for (const [method, operation] of entriesOf(item)) {
      const id = isObject(operation) ? textOf(operation, "operationId") : undefined;
      if (id === undefined || method.startsWith("x-")) continue;
      const pointer = joinPointer("#/paths", path, method);
      const earlier = first.get(id);
      if (earlier === undefined) first.set(id, pointer);
      else {
        problems.push(
          createProblem("duplicate-operation-id", locate(joinPointer(pointer, "operationId")), {
            message: `operationId ${JSON.stringify(shorten(id))} is taken: ${describePlace(locate(joinPointer(earlier, "operationId")))}.`,
            hint: "Give one of the two operations another operationId.",
          }),
        );
      }
    }
  }
  return problems;
}

function repeatedPaths(document: Document, locate: Locate): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [path] of entriesOf(memberOf(document, "paths"))) {
    const shape = pathShape(path);
    const earlier = first.get(shape);
    if (earlier === undefined) first.set(shape, path);
    else {
      problems.push(
        createProblem("duplicate-path", locate(joinPointer("#/paths", path)), {
          message: `${shorten(path)} and ${shorten(earlier)} (${describePlace(locate(joinPointer("#/paths", earlier)))}) match the same URLs.`,
          hint: "Put their operations under one path.",
        }),
      );
    }
  }
  return problems;
}

function describePlace({ file, line, pointer }: SourcePlace): string {
  return `${file}${line === undefined ? "" : `:${line}`}${pointer}`;
}
