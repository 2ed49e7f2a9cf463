// SOURCES.md as data: its tables are told apart by their header rows.
import { readFile } from "node:fs/promises";

export interface SourceLine {
  /** What the line is about, in the words of `listFacts`. */
  readonly fact: string;
  readonly source: string;
}

export interface Sources {
  readonly lines: readonly SourceLine[];
  /** Names of the sources that lines may cite. */
  readonly sources: readonly string[];
  /** Names in the table of assumptions. */
  readonly assumptions: readonly string[];
  /** Names that the text refers to as assumptions. */
  readonly citedAssumptions: readonly string[];
}

type Row = readonly string[];

/** Header of a table (without its last cell, `source`) -> the facts that one row stands for. */
const tables: { readonly [header: string]: (row: Row, everyOperation: readonly string[]) => string[] } = {
  "part, name": ([part, name]) => [`${part} ${plain(name)}`],
  "operation, method and path": ([operation, place]) => [`operation ${plain(operation)} ${plain(place)}`],
  "operations, in, parameter": ([operations, place, name]) =>
    names(operations).map((operation) => `parameter ${operation} ${place} ${plain(name)}`),
  "operation, schema": ([operation, schema]) => [`body ${plain(operation)} ${plain(schema)}`],
  "operation, status, schema": ([operation, status, schema]) => [
    `response ${plain(operation)} ${status} ${plain(schema)}`,
  ],
  "operations, status, component": ([operations, status, component], everyOperation) =>
    (operations === "all ten" ? everyOperation : names(operations)).map(
      (operation) => `response ${operation} ${status} ${plain(component)}`,
    ),
  "component, header": ([component, header]) => [`header ${plain(component)} ${plain(header)}`],
  "schema, property": ([schema, property]) => [`property ${plain(schema)} ${plain(property)}`],
  "place, line": ([place, line]) =>
    (place === "document" ? [place] : names(place)).map((name) => `x-specloom ${name} ${plain(line)}`),
  examples: ([examples]) => names(examples).map((name) => `example ${name}`),
};

export async function readSources(): Promise<Sources> {
  return parseSources(await readFile(new URL("../SOURCES.md", import.meta.url), "utf8"));
}

export function parseSources(text: string): Sources {
  const found = readTables(text);
  const rowsOf = (header: string): readonly Row[] =>
    found.filter((table) => table.header.join(", ") === header).flatMap((table) => table.rows);
  const everyOperation = rowsOf("operation, method and path, source").map(([operation]) => plain(operation));
  return {
    lines: found.flatMap(({ header, rows }) => {
      if (header.at(-1) !== "source") return [];
      const factsOf = tables[header.slice(0, -1).join(", ")];
      if (factsOf === undefined)
        throw new Error(`SOURCES.md has a table of an unknown kind: ${header.join(", ")}`);
      return rows.flatMap((row) =>
        factsOf(row, everyOperation).map((fact) => ({ fact, source: row.at(-1) ?? "" })),
      );
    }),
    sources: rowsOf("source, where a reader finds it").map(([source]) => (source ?? "").replaceAll("**", "")),
    assumptions: rowsOf("name, what is assumed, why").map(([name]) => plain(name)),
    citedAssumptions: [...text.matchAll(/assumed\s+`([a-z0-9-]+)`/g)]
      .map((match) => match[1] ?? "")
      .filter((name) => name !== "name"),
  };
}

function readTables(text: string): readonly { header: Row; rows: readonly Row[] }[] {
  const blocks = text.split(/\r?\n/).reduce<string[][]>(
    (all, line) => {
      if (line.startsWith("|")) all.at(-1)?.push(line);
      else if (all.at(-1)?.length !== 0) all.push([]);
      return all;
    },
    [[]],
  );
  return blocks
    .filter((block) => block.length > 2)
    .map(([header = "", , ...rows]) => ({ header: cellsOf(header), rows: rows.map(cellsOf) }));
}

function cellsOf(line: string): Row {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function plain(cell: string | undefined): string {
  return (cell ?? "").replaceAll("`", "");
}

function names(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}
