// The one storage of the mock. Everything that outlives a request stands in these tables and nowhere else.
import type * as sqliteModule from "node:sqlite";

const TABLES = `
  PRAGMA foreign_keys = ON;
  CREATE TABLE collection (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE entity (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
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
`;

/**
 * Opens an empty database in memory.
 * @throws {Error} where this Node has no `node:sqlite`
 */
export function openDatabase(): sqliteModule.DatabaseSync {
  // Asked for by name at run time: a Node without it then fails with a sentence and not while modules load.
  const sqlite: typeof sqliteModule | undefined = process.getBuiltinModule("node:sqlite");
  if (sqlite === undefined) {
    throw new Error(
      `the mock server keeps its state in node:sqlite, which Node ${process.version} lacks: use Node 22.18 or newer`,
    );
  }
  const database = new sqlite.DatabaseSync(":memory:");
  database.exec(TABLES);
  return database;
}
