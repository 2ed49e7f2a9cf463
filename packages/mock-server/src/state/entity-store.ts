// Keeps entities: JSON objects in collections, in order of creation, each with the entity whose end is its own end.
import type { Json } from "@specloom/api-model";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { isJsonObject, type JsonObject } from "../json.ts";

export interface Entity {
  /** Place in the order of creation; never given twice. */
  readonly position: number;
  readonly id: string;
  readonly members: JsonObject;
}

/** Which values a member may have; true, null and objects are no filters. */
export interface Filter {
  readonly member: string;
  readonly values: readonly (string | number | boolean)[];
}

export interface Selection {
  readonly collection: string;
  readonly filters: readonly Filter[];
}

export interface PageSelection extends Selection {
  readonly limit: number;
  /** Only what stands later than this position, from the first on. */
  readonly after?: number | undefined;
  /** Only what stands earlier than this position, up to the last of it. */
  readonly before?: number | undefined;
  readonly offset?: number;
}

type Row = Record<string, unknown>;

export class EntityStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  find(collection: string, id: string): Entity | undefined {
    const row = this.#prepare("SELECT position, id, body FROM entity WHERE collection = ? AND id = ?").get(
      collection,
      id,
    );
    return row === undefined ? undefined : toEntity(row);
  }

  insert(entity: {
    collection: string;
    id: string;
    parent: number | undefined;
    members: JsonObject;
  }): Entity {
    const { lastInsertRowid } = this.#prepare(
      "INSERT INTO entity (collection, id, parent, body) VALUES (?, ?, ?, ?)",
    ).run(entity.collection, entity.id, entity.parent ?? null, JSON.stringify(entity.members));
    return { position: Number(lastInsertRowid), id: entity.id, members: entity.members };
  }

  change(position: number, members: JsonObject): void {
    this.#prepare("UPDATE entity SET body = ? WHERE position = ?").run(JSON.stringify(members), position);
  }

  /** Takes the entity away, and with it all that hangs on it. */
  remove(position: number): void {
    this.#prepare("DELETE FROM entity WHERE position = ?").run(position);
  }

  findByPosition(position: number): Entity | undefined {
    const row = this.#prepare("SELECT position, id, body FROM entity WHERE position = ?").get(position);
    return row === undefined ? undefined : toEntity(row);
  }

  /** In order of creation, whichever end the page is cut from. */
  page(selection: PageSelection): readonly Entity[] {
    const { where, values } = conditions(selection);
    const backward = selection.before !== undefined;
    const order = backward ? "DESC" : "ASC";
    const rows = this.#prepare(
      `SELECT position, id, body FROM entity WHERE ${where} ORDER BY position ${order} LIMIT ? OFFSET ?`,
    ).all(...values, selection.limit, selection.offset ?? 0);
    const entities = rows.map(toEntity);
    return backward ? entities.toReversed() : entities;
  }

  count(selection: Selection): number {
    const { where, values } = conditions(selection);
    return Number(
      this.#prepare(`SELECT count(*) AS found FROM entity WHERE ${where}`).get(...values)?.["found"] ?? 0,
    );
  }

  /** Next whole number that no entity of any collection has had. */
  nextNumber(): number {
    const row = this.#prepare("SELECT seq FROM sqlite_sequence WHERE name = 'entity'").get();
    return Number(row?.["seq"] ?? 0) + 1;
  }

  /** True the first time that it is asked of a collection. */
  startSeeding(collection: string): boolean {
    return (
      this.#prepare("INSERT OR IGNORE INTO seeded (collection) VALUES (?)").run(collection).changes === 1
    );
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function conditions(selection: Selection & { after?: number | undefined; before?: number | undefined }): {
  where: string;
  values: SQLInputValue[];
} {
  const clauses = ["collection = ?"];
  const values: SQLInputValue[] = [selection.collection];
  for (const { member, values: allowed } of selection.filters) {
    clauses.push(`json_extract(body, ?) IN (${allowed.map(() => "?").join(", ")})`);
    values.push(
      `$."${member}"`,
      ...allowed.map((value) => (typeof value === "boolean" ? Number(value) : value)),
    );
  }
  if (selection.after !== undefined) {
    clauses.push("position > ?");
    values.push(selection.after);
  }
  if (selection.before !== undefined) {
    clauses.push("position < ?");
    values.push(selection.before);
  }
  return { where: clauses.join(" AND "), values };
}

function toEntity(row: Row): Entity {
  const members: Json = JSON.parse(String(row["body"]));
  return {
    position: Number(row["position"]),
    id: String(row["id"]),
    members: isJsonObject(members) ? members : {},
  };
}
