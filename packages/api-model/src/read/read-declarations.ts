import type { Lifecycle, ManagedMember, OneTimeSecret, Pointer, SchemaID, SecurityScheme } from "../model.ts";
import { joinPointer } from "../pointer.ts";
import type { Reading } from "./reading.ts";
import { membersOf, schemaParts } from "./schema-shape.ts";

/** What the schemas of one lifecycle declare under x-specloom. */
export interface Declarations extends Pick<Lifecycle, "managed" | "secrets" | "unique"> {
  readonly identity?: string;
  /** Places of the schemas whose blocks were read. */
  readonly used: readonly Pointer[];
}

/** Declarations of these schemas and of what they are put together from; the first to name a member wins. */
export function collectDeclarations(
  reading: Reading,
  ids: readonly (SchemaID | undefined)[],
  schemes: readonly SecurityScheme[],
): Declarations {
  const gathered = new Gathered(reading, schemes);
  for (const id of new Set(ids)) if (id !== undefined) gathered.addSchema(id);
  return gathered.result();
}

class Gathered {
  readonly #reading: Reading;
  readonly #schemes: readonly SecurityScheme[];
  readonly #managed = new Map<string, ManagedMember>();
  readonly #secrets = new Map<string, OneTimeSecret>();
  readonly #unique = new Map<string, readonly string[]>();
  readonly #used = new Set<Pointer>();
  #identity: string | undefined;
  #members: ReadonlySet<string> = new Set();

  constructor(reading: Reading, schemes: readonly SecurityScheme[]) {
    this.#reading = reading;
    this.#schemes = schemes;
  }

  addSchema(id: SchemaID): void {
    const parts = schemaParts(this.#reading.document, id).filter(({ pointer }) =>
      this.#reading.schemas.extensions.has(pointer),
    );
    if (parts.length === 0) return;
    this.#members = new Set(membersOf(this.#reading.document, id).map(({ name }) => name));
    for (const { pointer } of parts) this.#addBlock(pointer);
  }

  result(): Declarations {
    return {
      ...(this.#identity === undefined ? {} : { identity: this.#identity }),
      managed: [...this.#managed.values()],
      secrets: [...this.#secrets.values()],
      unique: [...this.#unique.values()],
      used: [...this.#used],
    };
  }

  #addBlock(schema: Pointer): void {
    const declared = this.#reading.schemas.extensions.get(schema);
    if (declared === undefined || this.#used.has(schema)) return;
    this.#used.add(schema);
    const at = joinPointer(schema, "x-specloom");
    if (declared.identity !== undefined && this.#has(declared.identity, joinPointer(at, "identity"))) {
      this.#identity ??= declared.identity;
    }
    for (const entry of declared.managed ?? []) {
      if (this.#has(entry.member, joinPointer(at, "managed", entry.member)))
        putFirst(this.#managed, entry.member, entry);
    }
    for (const entry of declared.secrets ?? []) {
      if (this.#isSecret(entry, joinPointer(at, "secrets", entry.member)))
        putFirst(this.#secrets, entry.member, entry);
    }
    for (const [index, members] of (declared.unique ?? []).entries()) {
      const known = members.filter((member) => this.#has(member, joinPointer(at, "unique", index)));
      if (known.length === members.length) putFirst(this.#unique, JSON.stringify(members), members);
    }
  }

  #has(member: string, pointer: Pointer): boolean {
    return (
      this.#members.has(member) ||
      this.#refuse(pointer, `The schema has no member ${JSON.stringify(member)}.`)
    );
  }

  #isSecret({ member, exchange }: OneTimeSecret, pointer: Pointer): boolean {
    if (!this.#has(member, pointer)) return false;
    if (exchange === undefined) return true;
    const at = joinPointer(pointer, "exchange");
    const scheme = this.#schemes.find(({ name }) => name === exchange.scheme);
    const exchanges = scheme?.kind === "oauth2" && scheme.clientCredentials !== undefined;
    const message = `${JSON.stringify(exchange.scheme)} is no oauth2 security scheme with client credentials.`;
    if (!exchanges) return this.#refuse(joinPointer(at, "scheme"), message);
    return this.#has(exchange.clientID, joinPointer(at, "clientID"));
  }

  #refuse(pointer: Pointer, message: string): false {
    this.#reading.report("x-specloom-member", pointer, {
      message,
      hint: "Correct the name; the line is left out.",
    });
    return false;
  }
}

function putFirst<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}
