// Compiles consumers' code against both sides, all of it in one program a side.
import ts from "typescript";

import type { Piece } from "./consumer-code.ts";
import type { PackageFiles } from "./virtual-program.ts";

/** The files of one side, and the code that was written from them. */
export interface CompiledSide {
  readonly files: PackageFiles;
  readonly pieces: readonly Piece[];
}

export interface Refused {
  readonly piece: Piece;
  /** What the compiler says. */
  readonly message: string;
}

export interface Judged {
  /** Code of the base that the revision refuses. */
  readonly broken: readonly Refused[];
  /** Code of the revision that the base refuses. */
  readonly added: readonly Refused[];
  /** Code that its own side refuses: it says nothing. */
  readonly refused: ReadonlySet<Piece>;
}

export function compilePieces(base: CompiledSide, revision: CompiledSide): Judged {
  const consumers = new Map<string, Piece>();
  base.pieces.forEach((piece, index) => consumers.set(`/consumers/base-${index}.ts`, piece));
  revision.pieces.forEach((piece, index) => consumers.set(`/consumers/revision-${index}.ts`, piece));
  const onBase = findErrors(base.files, consumers);
  const onRevision = findErrors(revision.files, consumers);
  const refused = new Set<Piece>();
  const broken: Refused[] = [];
  const added: Refused[] = [];
  for (const [file, piece] of consumers) {
    const isOfBase = file.startsWith("/consumers/base-");
    const [own, other] = isOfBase
      ? [onBase.get(file), onRevision.get(file)]
      : [onRevision.get(file), onBase.get(file)];
    if (own !== undefined) refused.add(piece);
    else if (other !== undefined) (isOfBase ? broken : added).push({ piece, message: other });
  }
  return { broken, added, refused };
}

function findErrors(files: PackageFiles, consumers: ReadonlyMap<string, Piece>): Map<string, string> {
  const texts = new Map([...consumers].map(([file, piece]) => [file, textOf(piece)]));
  const program = files.compile(texts);
  const found = new Map<string, string>();
  for (const file of texts.keys()) {
    const source = program.getSourceFile(file);
    if (source === undefined) continue;
    const [first] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (first === undefined) continue;
    found.set(file, `TS${first.code}: ${ts.flattenDiagnosticMessageText(first.messageText, "\n")}`);
  }
  return found;
}

export function textOf({ imports, code }: Piece): string {
  return `${[...imports, code].join("\n")}\n`;
}
