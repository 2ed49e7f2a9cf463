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

/** Entities whose text need not be read again. */
const REMEMBERED = 10_000;

export class EntityStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** Collections as the database numbers them. A number never changes. */
  readonly #numbers = new Map<string, number>();
  /** Entities as the database has them, by collection and id: forgotten when they change, all of them when one goes. */
  readonly #remembered = new Map<string, Entity>();
  readonly #insert: StatementSync;
  /** The last position that was given, here and as the database has it. */
  #last: number;
  #lastKept: number | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare(
      "INSERT INTO entity (position, collection, id, parent, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    );
    this.#last = Number(database.prepare("SELECT last FROM place").get()?.["last"] ?? 0);
    this.#lastKept = this.#last;
  }

  find(collection: string, id: string): Entity | undefined {
    const key = `${collection} ${id}`;
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const number = this.#numberOf(collection);
    if (number === undefined) return undefined;
    const row = this.#prepare("SELECT position, id, body FROM entity WHERE collection = ? AND id = ?").get(
      number,
      id,
    );
    if (row === undefined) return undefined;
    const entity = toEntity(row);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, entity);
    return entity;
  }

  /** Undefined where the collection has the id already. */
  insert(entity: {
    collection: string;
    id: string;
    parent: number | undefined;
    members: JsonObject;
  }): Entity | undefined {
    const position = this.#last + 1;
    const { changes } = this.#insert.run(
      position,
      this.#numberOf(entity.collection) ?? this.#addCollection(entity.collection),
      entity.id,
      entity.parent ?? null,
      JSON.stringify(entity.members),
    );
    if (changes === 0) return undefined;
    this.#last = position;
    return { position, id: entity.id, members: entity.members };
  }

  change(position: number, members: JsonObject): void {
    this.#prepare("UPDATE entity SET body = ? WHERE position = ?").run(JSON.stringify(members), position);
    this.#remembered.clear();
  }

  /** Takes the entity away, and with it all that hangs on it. */
  remove(position: number): void {
    this.#prepare("DELETE FROM entity WHERE position = ?").run(position);
    this.#remembered.clear();
  }

  findByPosition(position: number): Entity | undefined {
    const row = this.#prepare("SELECT position, id, body FROM entity WHERE position = ?").get(position);
    return row === undefined ? undefined : toEntity(row);
  }

  /** In order of creation, whichever end the page is cut from. */
  page(selection: PageSelection): readonly Entity[] {
    const number = this.#numberOf(selection.collection);
    if (number === undefined) return [];
    const { where, values } = conditions(selection, number);
    const backward = selection.before !== undefined;
    const order = backward ? "DESC" : "ASC";
    const rows = this.#prepare(
      `SELECT position, id, body FROM entity WHERE ${where} ORDER BY position ${order} LIMIT ? OFFSET ?`,
    ).all(...values, selection.limit, selection.offset ?? 0);
    const entities = rows.map(toEntity);
    return backward ? entities.toReversed() : entities;
  }

  count(selection: Selection): number {
    const number = this.#numberOf(selection.collection);
    if (number === undefined) return 0;
    const { where, values } = conditions(selection, number);
    return Number(
      this.#prepare(`SELECT count(*) AS found FROM entity WHERE ${where}`).get(...values)?.["found"] ?? 0,
    );
  }

  /** Next whole number that no entity of any collection has had. */
  nextNumber(): number {
    return this.#last + 1;
  }

  /** Writes down which positions were given, so that no later start gives them again. */
  keepPlace(): void {
    if (this.#last === this.#lastKept) return;
    this.#prepare("UPDATE place SET last = ?").run(this.#last);
    this.#lastKept = this.#last;
  }

  /** True the first time that it is asked of a collection. */
  startSeeding(collection: string): boolean {
    return (
      this.#prepare("INSERT OR IGNORE INTO seeded (collection) VALUES (?)").run(collection).changes === 1
    );
  }

  /** Takes everything away; a position is not given again. */
  clear(): void {
    this.#database.exec("DELETE FROM entity; DELETE FROM seeded; DELETE FROM collection");
    this.forget();
  }

  /** Reads anew from the database what was remembered of it. */
  forget(): void {
    this.#lastKept = undefined;
    this.#numbers.clear();
    this.#remembered.clear();
  }

  /** Undefined where the collection never held anything. */
  #numberOf(collection: string): number | undefined {
    const known = this.#numbers.get(collection);
    if (known !== undefined) return known;
    const row = this.#prepare("SELECT number FROM collection WHERE name = ?").get(collection);
    if (row === undefined) return undefined;
    if (this.#numbers.size >= REMEMBERED) this.#numbers.clear();
    const number = Number(row["number"]);
    this.#numbers.set(collection, number);
    return number;
  }

  #addCollection(collection: string): number {
    const { lastInsertRowid } = this.#prepare("INSERT INTO collection (name) VALUES (?)").run(collection);
    return Number(lastInsertRowid);
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

function conditions(
  selection: Selection & { after?: number | undefined; before?: number | undefined },
  collection: number,
): { where: string; values: SQLInputValue[] } {
  const clauses = ["collection = ?"];
  const values: SQLInputValue[] = [collection];
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
