// A Keycard server written by hand from the document, with faults that can be switched on one at a time. It shares nothing
// with the mock server or the contract suite: what one of those gets wrong cannot be wrong here in the same way by accident.
import { createServer, type Server } from "node:http";
import {
  cursorOf,
  PERMISSIONS,
  readExpand,
  readLimit,
  readSent,
  showThing,
  TENANTS,
  type Body,
  type Thing,
} from "./keycard-things.ts";
import type { FaultName } from "./keycard-faults.ts";
import { decode, readCall, Refusal, send, uuid, type Call, type Reply } from "./keycard-wire.ts";

/** A server of the document; with a fault, one that breaks it in this one way. */
export function createKeycardServer(
  options: { readonly fault?: FaultName; readonly now?: () => number } = {},
): Server {
  const keycard = new Keycard(options.fault, options.now ?? Date.now);
  return createServer((request, response) => {
    void readCall(request).then((call) =>
      send(response, keycard.answer(call), keycard.has("content-type-text")),
    );
  });
}

class Keycard {
  readonly #fault: FaultName | undefined;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Map<string, Thing>>(TENANTS.map(({ id }) => [id, new Map()]));
  readonly #tokens = new Map<string, string>(TENANTS.map(({ id, token }) => [token, id]));
  readonly #deleted: Thing[] = [];
  #made = 0;

  constructor(fault: FaultName | undefined, now: () => number) {
    this.#fault = fault;
    this.#now = now;
  }

  readonly #has = (fault: FaultName): boolean => this.has(fault);

  has(fault: FaultName): boolean {
    return this.#fault === fault;
  }

  answer(call: Call): Reply {
    try {
      return this.#route(call);
    } catch (error) {
      if (!(error instanceof Refusal))
        return { status: 500, body: { message: String(error), code: "internal_error", status: 500 } };
      const { message, code, status, headers } = error;
      const said = this.has("error-status-differs") ? 499 : status;
      return {
        status,
        headers,
        body: { message, ...(this.has("error-lacks-code") ? {} : { code }), status: said },
      };
    }
  }

  #route(call: Call): Reply {
    const { method, path } = call;
    const [organization = "", account, credential] = path;
    if (path.length === 0) throw new Refusal(this.has("unknown-path-500") ? 500 : 404, "not_found");
    if (organization === "token" && path.length === 1 && call.text.includes("grant_type"))
      return this.#token(call);
    const isCollection = path.length === 1 || credential === "";
    const allowed = isCollection ? ["GET", "POST"] : ["GET", "PATCH", "DELETE"];
    if (!allowed.includes(method)) {
      if (this.has("method-500")) throw new Error("no such method");
      throw new Refusal(405, "method_not_allowed", this.has("no-allow") ? {} : { allow: allowed.join(", ") });
    }
    this.#authorize(call, organization);
    if (path.some((part) => part.length > 255)) throw new Refusal(404, "not_found");
    if (
      this.has("unknown-parameter-500") &&
      [...call.query.keys()].some((name) => !["after", "before", "limit", "expand"].includes(name))
    )
      throw new Error("unknown parameter");
    const accounts = this.#accounts.get(organization) ?? new Map<string, Thing>();
    if (path.length === 1)
      return isCollection && method === "GET"
        ? this.#list(call, accounts, "account")
        : this.#create(call, accounts, "account");
    const owner = this.#find(accounts, account ?? "", call);
    if (credential === undefined) return this.#item(call, accounts, owner);
    const credentials = owner.children;
    if (credential === "")
      return method === "GET"
        ? this.#list(call, credentials, "credential")
        : this.#create(call, credentials, "credential");
    const stray = this.has("credential-under-any-account")
      ? [...accounts.values()].find(({ children }) => children.has(credential))
      : undefined;
    return this.#item(
      call,
      (stray ?? owner).children,
      this.#find((stray ?? owner).children, credential, call),
    );
  }

  #authorize({ headers, method }: Call, organization: string): void {
    const token = /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
    const isOpen =
      (this.has("reads-without-token") && method === "GET") ||
      (this.has("deletes-without-token") && method === "DELETE");
    const owner =
      this.#tokens.get(token ?? "") ??
      (isOpen || (this.has("any-token") && token !== undefined) ? organization : undefined);
    if (owner === undefined) {
      const challenge: Record<string, string> = this.has("no-challenge")
        ? {}
        : { "www-authenticate": 'Bearer realm="keycard"' };
      throw new Refusal(
        this.has("unauthenticated-404") ? 404 : this.has("unauthenticated-500") ? 500 : 401,
        "unauthorized",
        challenge,
      );
    }
    const isForeign = owner !== organization;
    const passes =
      (this.has("any-tenant-reads") && method === "GET") ||
      (this.has("any-tenant-writes") && method !== "GET");
    if (isForeign && !passes)
      throw new Refusal(
        this.has("other-tenant-500") ? 500 : this.#accounts.has(organization) ? 403 : 404,
        "forbidden",
      );
  }

  #find(things: ReadonlyMap<string, Thing>, id: string, { method }: Call): Thing {
    const ghost =
      this.has("deleted-readable") && method === "GET"
        ? this.#deleted.find((thing) => thing.id === id)
        : undefined;
    const found = things.get(id) ?? ghost;
    if (found !== undefined) return found;
    if (this.has("missing-500")) throw new Error("missing");
    throw new Refusal(this.has("missing-400") ? 400 : 404, "not_found");
  }

  #item(call: Call, siblings: Map<string, Thing>, thing: Thing): Reply {
    if (call.method === "GET") {
      const expand = readExpand(call, this.#has);
      if (this.has("read-moves-time") && "updated_at" in thing.members)
        thing.members["updated_at"] = this.#time();
      return { status: 200, body: showThing(thing, expand, { where: "read", has: this.#has }) };
    }
    if (call.method === "PATCH") return this.#update(call, siblings, thing);
    if (!this.has("delete-not-done")) siblings.delete(thing.id);
    this.#deleted.push(thing);
    const neighbour = [...siblings.keys()].at(-1);
    if (this.has("delete-takes-neighbour") && neighbour !== undefined) siblings.delete(neighbour);
    return this.has("delete-200") ? { status: 200, body: {} } : { status: 204 };
  }

  #create(call: Call, siblings: Map<string, Thing>, kind: "account" | "credential"): Reply {
    const sent = readSent(call, this.#has, () => {
      const refused = this.#make({ name: "refused" }, kind);
      siblings.set(refused.id, refused);
    });
    const thing = this.#make(sent, kind);
    if (!this.has("create-not-kept")) siblings.set(thing.id, thing);
    const secret =
      this.has("secret-missing") || thing.secret === undefined ? {} : { client_secret: thing.secret };
    return {
      status: this.has("create-200") ? 200 : 201,
      body: { ...showThing(thing, false, { where: "create", has: this.#has }), ...secret },
    };
  }

  #make(sent: Body, kind: "account" | "credential"): Thing {
    const id = this.has("same-id") ? uuid("one") : uuid(`thing ${this.#made}`);
    this.#made += 1;
    const time = this.#time();
    const own = kind === "account" ? { updated_at: time } : { client_id: `client-${this.#made}` };
    const secret = uuid(this.has("secret-always-the-same") ? "secret" : `secret ${this.#made}`);
    const members = { id, created_at: time, ...own, ...this.#keep(sent) };
    return { id, members, children: new Map(), ...(kind === "credential" ? { secret } : {}) };
  }

  #keep({ name, description }: Body): Body {
    const kept = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined || this.has("description-lost") ? {} : { description }),
    };
    if (this.has("names-trimmed") && typeof name === "string") return { ...kept, name: name.trim() };
    if (this.has("emoji-lost") && typeof name === "string")
      return { ...kept, name: name.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?") };
    return this.has("names-cut") && typeof name === "string" ? { ...kept, name: name.slice(0, 64) } : kept;
  }

  #update(call: Call, siblings: Map<string, Thing>, thing: Thing): Reply {
    const sent = this.#keep(readSent(call, this.#has, () => {}));
    const before = thing.members;
    const kept = this.has("update-clears") ? { ...before, description: undefined } : before;
    const isMoved = "updated_at" in before && !this.has("update-keeps-time");
    const created = this.has("update-moves-creation") ? { created_at: this.#time() } : {};
    thing.members = { ...kept, ...sent, ...created, ...(isMoved ? { updated_at: this.#time() } : {}) };
    if (this.has("update-hits-neighbours"))
      for (const sibling of siblings.values()) Object.assign(sibling.members, sent);
    const reply = { status: 200, body: showThing(thing, false, { where: "update", has: this.#has }) };
    if (this.has("update-not-kept")) thing.members = before;
    return reply;
  }

  #list(call: Call, things: ReadonlyMap<string, Thing>, kind: "account" | "credential"): Reply {
    const expand = readExpand(call, this.#has);
    const limit = readLimit(call.query.get("limit"), this.#has);
    const all = this.#all(things, kind);
    const after = this.#position(call, "after", all);
    const before = after === undefined ? this.#position(call, "before", all) : undefined;
    const start =
      after === undefined
        ? Math.max(0, (before ?? 0) - limit)
        : this.has("cursor-loops")
          ? 0
          : after + (this.has("cursor-skips") ? 2 : this.has("cursor-repeats") ? 0 : 1);
    const end = before ?? start + limit + (this.has("page-exceeds-limit") ? 1 : 0);
    const page = all.slice(start, end);
    const [first, last] = [page[0], page.at(-1)];
    const hasNext = this.has("always-more") || (!this.has("never-more") && end < all.length);
    const cursors =
      first === undefined || last === undefined
        ? {}
        : { end_cursor: cursorOf(last), start_cursor: cursorOf(first) };
    const info = {
      has_next_page: hasNext,
      has_prev_page: !this.has("never-before") && start > 0,
      ...(this.has("no-cursors") ? {} : cursors),
    };
    const items = page.map((thing) => showThing(thing, expand, { where: "list", has: this.#has }));
    return {
      status: 200,
      body: {
        items,
        ...(this.has("no-page-info") ? {} : { page_info: info }),
        ...(expand ? { permissions: PERMISSIONS } : {}),
      },
    };
  }

  #all(things: ReadonlyMap<string, Thing>, kind: "account" | "credential"): readonly Thing[] {
    const own = [...things.values()];
    if (this.has("list-lacks-newest")) return own.slice(0, -1);
    if (this.has("list-keeps-deleted"))
      return [
        ...own,
        ...this.#deleted.filter((thing) => (thing.secret === undefined) === (kind === "account")),
      ];
    if (this.has("tenants-share-lists") && kind === "account")
      return [...this.#accounts.values()].flatMap((accounts) => Array.from(accounts.values()));
    return own;
  }

  #position({ query }: Call, name: "after" | "before", all: readonly Thing[]): number | undefined {
    const given = query.get(name);
    if (given === null || (name === "before" && this.has("before-ignored"))) return undefined;
    const index = all.findIndex((thing) => cursorOf(thing) === given);
    if (index >= 0) return index;
    // A cursor whose thing is gone is none of this list any more.
    if (this.has("takes-any-cursor")) return undefined;
    throw new Refusal(400, "bad_request");
  }

  #token({ headers, text }: Call): Reply {
    const form = new URLSearchParams(text);
    const basic = /^basic (.+)$/i.exec(headers.authorization ?? "")?.[1];
    const [user, password] =
      basic === undefined
        ? [form.get("client_id"), form.get("client_secret")]
        : Buffer.from(basic, "base64").toString().split(":").map(decode);
    const owner = this.#ownerOf(user ?? "", password ?? "");
    const common: Record<string, string> = this.has("token-may-be-stored")
      ? {}
      : { "cache-control": "no-store" };
    if (owner === undefined)
      return {
        status: 401,
        body: { error: "invalid_client" },
        headers: { ...common, "www-authenticate": 'Basic realm="keycard"' },
      };
    const token = uuid(`token ${this.#tokens.size}`);
    this.#tokens.set(token, owner);
    return {
      status: 200,
      body: { access_token: token, token_type: "Bearer", expires_in: 3600 },
      headers: common,
    };
  }

  #ownerOf(client: string, secret: string): string | undefined {
    const tenant = TENANTS.find(
      ({ clientId, clientSecret }) => clientId === client && clientSecret === secret,
    );
    if (tenant !== undefined || this.has("secret-useless")) return tenant?.id;
    const dead = this.has("secret-outlives") ? this.#deleted : [];
    for (const [organization, accounts] of this.#accounts) {
      for (const thing of [
        ...[...accounts.values()].flatMap(({ children }) => Array.from(children.values())),
        ...dead,
      ]) {
        const fits =
          thing.members["client_id"] === client && (thing.secret === secret || this.has("any-secret"));
        if (fits) thing.members["last_used_at"] = this.#time();
        if (fits) return organization;
      }
    }
    return undefined;
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}
