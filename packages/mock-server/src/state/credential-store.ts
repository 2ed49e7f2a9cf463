// Keeps what authenticates: hashes of secrets that creations gave out, and the tokens issued for them.
import { createHash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A secret that belongs to an entity and dies with it. */
export interface StoredSecret {
  readonly scheme: string;
  readonly client: string;
  readonly secret: string;
  readonly tenant: string | undefined;
  /** Resource path of the lifecycle, joined by dots. */
  readonly lifecycle: string;
  readonly entity: number;
}

export interface StoredToken {
  readonly token: string;
  readonly tenant: string | undefined;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Tokens whose rows need not be read again. */
const REMEMBERED = 1000;
/** Milliseconds that a token is known for what it was after it has run out. */
const KEPT_EXPIRED = 3_600_000;

export class CredentialStore {
  readonly #database: DatabaseSync;
  readonly #addSecret: StatementSync;
  readonly #findSecret: StatementSync;
  readonly #addToken: StatementSync;
  readonly #findToken: StatementSync;
  readonly #dropTokens: StatementSync;
  /** Tokens as the database has them, forgotten when any is dropped: a token never changes. */
  readonly #remembered = new Map<string, StoredToken>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#addSecret = database.prepare(
      "INSERT INTO secret (scheme, client, hash, tenant, lifecycle, entity) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#findSecret = database.prepare(
      "SELECT tenant, lifecycle, entity FROM secret WHERE scheme = ? AND client = ? AND hash = ?",
    );
    this.#addToken = database.prepare(
      "INSERT INTO token (token, tenant, scopes, expires) VALUES (?, ?, ?, ?)",
    );
    this.#findToken = database.prepare("SELECT tenant, scopes, expires FROM token WHERE token = ?");
    this.#dropTokens = database.prepare("DELETE FROM token WHERE expires <= ?");
  }

  clear(): void {
    this.#database.exec("DELETE FROM secret; DELETE FROM token");
    this.forget();
  }

  /** Reads anew from the database what was remembered of it. */
  forget(): void {
    this.#remembered.clear();
  }

  addSecret({ scheme, client, secret, tenant, lifecycle, entity }: StoredSecret): void {
    this.#addSecret.run(scheme, client, hashOf(secret), tenant ?? null, lifecycle, entity);
  }

  /** Whose secret it is, or undefined where no living entity has it. */
  findSecret(scheme: string, client: string, secret: string): Omit<StoredSecret, "secret"> | undefined {
    const row = this.#findSecret.get(scheme, client, hashOf(secret));
    if (row === undefined) return undefined;
    const { tenant, lifecycle, entity } = row;
    return { scheme, client, tenant: textOf(tenant), lifecycle: String(lifecycle), entity: Number(entity) };
  }

  /** Keeps the token, and forgets those that ran out long before `now`; till then their callers are told why they are refused. */
  addToken({ token, tenant, scopes, expires }: StoredToken, now: number): void {
    if (this.#dropTokens.run(now - KEPT_EXPIRED).changes > 0) this.#remembered.clear();
    this.#addToken.run(token, tenant ?? null, JSON.stringify(scopes), expires);
  }

  findToken(token: string): StoredToken | undefined {
    const known = this.#remembered.get(token);
    if (known !== undefined) return known;
    const row = this.#findToken.get(token);
    if (row === undefined) return undefined;
    const scopes: string[] = JSON.parse(String(row["scopes"]));
    const found = { token, tenant: textOf(row["tenant"]), scopes, expires: Number(row["expires"]) };
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(token, found);
    return found;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
