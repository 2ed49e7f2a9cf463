// Pieces of consumers' code, before they are files.
import type ts from "typescript";

import { CodeWriter } from "./code-writer.ts";
import type { ExportedName, Surface } from "./read-surface.ts";
import type { ConsumerStyle } from "./type-report.ts";

/** Code that stands by itself, and what it tries. */
export interface Piece {
  readonly style: ConsumerStyle;
  /** Whose change an error in it is. */
  readonly owner: ExportedName;
  /** The member that it uses: `name`, `items.owner`; absent for the whole. */
  readonly member?: string;
  /** Members of other exported types that lead there, from the outside in. */
  readonly through?: readonly Passed[];
  readonly imports: readonly string[];
  readonly code: string;
}

/** A member of an exported type. */
export interface Passed {
  readonly owner: ExportedName;
  readonly member: string;
}

/** What a style's programs are written from. */
export interface WritingScope {
  readonly surface: Surface;
  /** Exported names, but for openapi-typescript's layout: of that, only importers are owed anything. */
  readonly names: readonly ExportedName[];
  /** Whether consumers can hand in, or are handed, values of an exported type. */
  readonly isTaken: (name: ExportedName) => boolean;
  readonly isGiven: (name: ExportedName) => boolean;
  /** Whether anything about a name may have changed. */
  readonly isChanged: (name: ExportedName) => boolean;
  /** Whether its own declaration reads otherwise. */
  readonly isOwnChanged: (name: ExportedName) => boolean;
  /** Whether a type of the surface leads to a name that may have changed. */
  readonly leadsToChange: (type: ts.Type) => boolean;
  /** Whether anything about an operation may have changed. */
  readonly isTouched: (operation: OperationSurface) => boolean;
  readonly operations: readonly OperationSurface[];
  readonly add: (piece: Piece) => void;
  /** Says that a program of a style cannot be written. */
  readonly skip: (style: ConsumerStyle, owner: ExportedName) => void;
}

/** A method that consumers reach from the client. */
export interface OperationSurface {
  /** The exported type that holds it. */
  readonly owner: ExportedName;
  readonly method: string;
  /** Exported type at the root, and the way from there: `Client`, `["organizations", "serviceAccounts"]`. */
  readonly root: ExportedName;
  readonly path: readonly string[];
  readonly symbol: ts.Symbol;
}

export interface PieceParts {
  readonly style: ConsumerStyle;
  readonly owner: ExportedName;
  readonly member?: string | undefined;
}

/** Adds a piece that a function writes; where it gives nothing, says so. */
export function addPiece(
  scope: WritingScope,
  { style, owner, member }: PieceParts,
  write: (writer: CodeWriter) => string | undefined,
): void {
  const writer = new CodeWriter(scope.surface);
  const code = write(writer);
  if (code === undefined) scope.skip(style, owner);
  else {
    const imports = writer.imports();
    scope.add({ style, owner, ...(member !== undefined && { member }), imports, code });
  }
}

/** `client.organizations.serviceAccounts.list` as code. */
export function accessOf(root: string, path: readonly string[]): string {
  return path.reduce((own, name) => `${own}${memberAccess(name)}`, root);
}

export function memberAccess(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** `Client["organizations"]["serviceAccounts"]` as code. */
export function indexedType(root: string, path: readonly string[]): string {
  return path.reduce((own, name) => `${own}[${JSON.stringify(name)}]`, root);
}
