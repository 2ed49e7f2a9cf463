// The one storage of the mock. Everything that outlives a request stands in these tables and nowhere else.
import type * as sqliteModule from "node:sqlite";

const TABLES = `
  CREATE TABLE collection (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE entity (
    position INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL,
    id TEXT NOT NULL,
    parent INTEGER REFERENCES entity (position) ON DELETE CASCADE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX entity_id ON entity (collection, id);
  -- Every index ends with the position, the key of the table: this one lists a collection in order.
  CREATE INDEX entity_position ON entity (collection);
  CREATE INDEX entity_parent ON entity (parent) WHERE parent IS NOT NULL;
  CREATE TABLE seeded (collection TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE secret (
    scheme TEXT NOT NULL,
    client TEXT NOT NULL,
    hash TEXT NOT NULL,
    tenant TEXT,
    lifecycle TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity (position) ON DELETE CASCADE,
    PRIMARY KEY (scheme, client, hash)
  ) STRICT;
  CREATE INDEX secret_entity ON secret (entity);
  CREATE TABLE token (
    token TEXT PRIMARY KEY,
    tenant TEXT,
    scopes TEXT NOT NULL,
    expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX token_expires ON token (expires);
  -- The last position that was given to an entity; what was deleted does not give its own back.
  CREATE TABLE place (last INTEGER NOT NULL) STRICT;
  INSERT INTO place (last) VALUES (0);
  CREATE TABLE origin (document TEXT NOT NULL, starts INTEGER NOT NULL) STRICT;
`;

/** "spec": tells this server's files from other SQLite databases. */
const APPLICATION = 0x73706563;
/** Raised when the tables change. */
const LAYOUT = 2;

export interface Storage {
  /** File that keeps the state; in memory without one. */
  readonly file?: string | undefined;
  /** What the state belongs to: a file is opened for the document that it was made for. */
  readonly document: () => string;
}

export interface OpenDatabase {
  readonly database: sqliteModule.DatabaseSync;
  /** How many times the database has been opened, this time included. */
  readonly starts: number;
}

/** The file that `--db` names cannot be used; the message says why and what to do. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

/**
 * Opens the database, made on the way where it is not there.
 * @throws {StorageError} where the file is another document's, a newer server's, in use, or no database of this server
 * @throws {Error} where this Node has no `node:sqlite`
 */
export function openDatabase({ file, document }: Storage): OpenDatabase {
  // Asked for by name at run time: a Node without it then fails with a sentence and not while modules load.
  const sqlite: typeof sqliteModule | undefined = process.getBuiltinModule("node:sqlite");
  if (sqlite === undefined) {
    throw new Error(
      `the mock server keeps its state in node:sqlite, which Node ${process.version} lacks: use Node 22.18 or newer`,
    );
  }
  if (file === undefined) {
    const database = new sqlite.DatabaseSync(":memory:");
    database.exec(`${VOLATILE} ${TABLES} BEGIN`);
    return { database, starts: 1 };
  }
  try {
    return openFile(new sqlite.DatabaseSync(file), file, document());
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(explain(error, file));
  }
}

/**
 * What is in memory is never committed: nobody else reads it and nothing outlives it, and commits cost as much as the writes.
 * A page that the cache has no room for is looked for a place in vain, so there is room for all (KiB).
 */
const VOLATILE = "PRAGMA cache_size = -4000000;";

/**
 * What is committed to the write-ahead log survives the process, however it ends. One process at a time: what is remembered
 * of the rows is true only if nobody else writes.
 */
const DURABLE = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
`;

function openFile(database: sqliteModule.DatabaseSync, file: string, document: string): OpenDatabase {
  try {
    const application = numberOf(database, "PRAGMA application_id", "application_id");
    const layout = numberOf(database, "PRAGMA user_version", "user_version");
    const tables = numberOf(database, "SELECT count(*) AS found FROM sqlite_schema", "found");
    if (tables > 0) checkOrigin(file, { application, layout });
    database.exec(DURABLE);
    database.exec("BEGIN IMMEDIATE");
    if (tables === 0) create(database, document);
    const row = database.prepare("UPDATE origin SET starts = starts + 1 RETURNING document, starts").get();
    if (row?.["document"] !== document) throw new StorageError(otherDocument(file));
    database.exec("COMMIT");
    return { database, starts: Number(row["starts"]) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function create(database: sqliteModule.DatabaseSync, document: string): void {
  database.exec(TABLES);
  database.exec(`PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${LAYOUT}`);
  database.prepare("INSERT INTO origin (document, starts) VALUES (?, 0)").run(document);
}

function checkOrigin(file: string, found: { readonly application: number; readonly layout: number }): void {
  if (found.application !== APPLICATION) {
    throw new StorageError(`${file} is a database of another program; choose another file with --db`);
  }
  if (found.layout !== LAYOUT) {
    const age = found.layout > LAYOUT ? "a newer" : "an older";
    throw new StorageError(
      `${file} was written by ${age} mock server (layout ${found.layout}, and this one knows ${LAYOUT}); use that one, or choose another file with --db`,
    );
  }
}

function otherDocument(file: string): string {
  return `${file} holds the state of another document, or of another version of this one; choose another file with --db, or delete it`;
}

function numberOf(database: sqliteModule.DatabaseSync, sql: string, column: string): number {
  return Number(database.prepare(sql).get()?.[column] ?? 0);
}

function explain(error: unknown, file: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("locked")) {
    return `${file} is in use by another process; stop that one, or choose another file with --db`;
  }
  if (message.includes("not a database")) return `${file} is no database; choose another file with --db`;
  return `${file} cannot be opened: ${message}; choose another file with --db`;
}
