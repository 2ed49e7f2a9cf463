// The quick way for a file that needs no putting together: a bundler would walk all of it twice to change nothing. What is
// unusual in any way is left to the bundler, which knows what to say of it.
import { noteSize } from "../check-size.ts";
import type { Document } from "../document.ts";
import { isObject } from "../json.ts";
import { checkVersion } from "./check-version.ts";
import { closeDocument, type Closing } from "./close-document.ts";
import { isSwagger } from "./convert-swagger.ts";
import { findCycles } from "./cut-cycles.ts";
import { findDuplicates } from "./find-duplicates.ts";

/** A document, and in what it differs from the value of its file. */
export interface ClosedDocument extends Pick<Closing, "examplesPlaced" | "members"> {
  readonly document: Document;
}

/**
 * The document of a file in which each `$ref` leads to a place of the same file; undefined for every other.
 *
 * @param root value of the file; changed in place where an `example` is a `$ref`
 */
export function readClosedDocument(file: string, root: unknown): ClosedDocument | undefined {
  if (!isObject(root) || checkVersion(root) !== undefined || isSwagger(root)) return undefined;
  const closed = closeDocument(root);
  if (closed === undefined || findCycles(root, closed.targets.values()).length > 0) return undefined;
  noteSize(root);
  const duplicates = findDuplicates(root, (pointer) => ({ file, pointer }));
  const { examplesPlaced, members } = closed;
  return duplicates.length === 0 ? { document: root, examplesPlaced, members } : undefined;
}
