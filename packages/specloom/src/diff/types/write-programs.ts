// Every program of every style, written from the surface of one side.
import type ts from "typescript";

import type { Piece, WritingScope } from "./consumer-code.ts";
import type { ChangedNames } from "./changed-names.ts";
import { createChangeFinder } from "./leads-to-change.ts";
import { readDirections } from "./read-directions.ts";
import { readOperations } from "./read-operations-surface.ts";
import { isLayout, keyOf, type ExportedName, type Surface } from "./read-surface.ts";
import { writeBuilders } from "./styles/write-builder.ts";
import { writeExhaustiveSwitches } from "./styles/write-exhaustive-switch.ts";
import { writeHandWrittenFakes } from "./styles/write-hand-written-fake.ts";
import { writeImporters } from "./styles/write-importer.ts";
import { writeMapsOverKeys } from "./styles/write-map-over-keys.ts";
import { writePositionalCallers } from "./styles/write-positional-caller.ts";
import { writeReaders } from "./styles/write-reader.ts";
import { writeRoundTrips } from "./styles/write-round-trip.ts";
import type { ConsumerStyle } from "./type-report.ts";

export const WRITERS: Readonly<Record<ConsumerStyle, (scope: WritingScope) => void>> = {
  reader: writeReaders,
  builder: writeBuilders,
  importer: writeImporters,
  "positional caller": writePositionalCallers,
  "round trip": writeRoundTrips,
  "exhaustive switch": writeExhaustiveSwitches,
  "map over keys": writeMapsOverKeys,
  "hand-written fake": writeHandWrittenFakes,
};

export interface WrittenPrograms {
  readonly pieces: readonly Piece[];
  /** Names of which something could not be written, by style. */
  readonly skipped: ReadonlyMap<ConsumerStyle, ReadonlySet<string>>;
}

export function writePrograms(surface: Surface, changed: ChangedNames): WrittenPrograms {
  const { taken, given } = readDirections(surface);
  const leadsToChange = createChangeFinder(surface, isAmong(changed.all));
  const pieces: Piece[] = [];
  const skipped = new Map<ConsumerStyle, Set<string>>();
  const scope: WritingScope = {
    surface,
    names: surface.names.filter((name) => !isLayout(name)),
    isTaken: isAmong(taken),
    isGiven: isAmong(given),
    isChanged: isAmong(changed.all),
    isOwnChanged: isAmong(changed.own),
    leadsToChange,
    isTouched: ({ owner, symbol }) =>
      changed.own.has(keyOf(owner)) || listTypes(symbol, surface).some(leadsToChange),
    operations: readOperations(surface),
    add: (piece) => void pieces.push(piece),
    skip: (style, owner) => {
      const names = skipped.get(style) ?? new Set<string>();
      skipped.set(style, names.add(keyOf(owner)));
    },
  };
  for (const write of Object.values(WRITERS)) write(scope);
  return { pieces, skipped };
}

/** What a method takes and gives. */
function listTypes(method: ts.Symbol, { checker }: Surface): ts.Type[] {
  const signatures = checker.getTypeOfSymbol(method).getCallSignatures();
  const parameters = signatures.flatMap((signature) => signature.parameters);
  return [
    ...parameters.map((own) => checker.getTypeOfSymbol(own)),
    ...signatures.map((signature) => signature.getReturnType()),
  ];
}

function isAmong(keys: ReadonlySet<string>): (name: ExportedName) => boolean {
  return (name) => keys.has(keyOf(name));
}
