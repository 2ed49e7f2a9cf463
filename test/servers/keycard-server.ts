// A Keycard server written by hand from the document. It shares nothing with the mock server or the contract suite: what one of
// those gets wrong cannot be wrong here in the same way by accident. Where it can be wrong it asks a rule; a fault is another rule.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import { unescape } from "node:querystring";

export type Body = { readonly [member: string]: unknown };

/** A service account or, where it has a secret, a credential. */
export interface Thing {
  readonly id: string;
  /** Id of the organization or of the service account that it belongs to. */
  readonly parent: string;
  readonly secret?: string;
  body: Body;
  isGone: boolean;
}

export interface Call {
  readonly method: string;
  /** Decoded: `["organizations", ORGANIZATION, "service-accounts", ACCOUNT?, "credentials"?, CREDENTIAL?]`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: Body;
  readonly headers?: { readonly [name: string]: string };
}

/** What a correct server does wherever one of this kind can be wrong. */
export const RULES = {
  answer: (call: Call, next: (call: Call) => Reply): Reply => next(call),
  isName: (value: unknown): boolean => typeof value === "string",
  isDescription: (value: unknown): boolean => typeof value === "string" && Array.from(value).length <= 500,
  id: (count: number): string => uuid(1, count),
  secret: (count: number): string => uuid(2, count),
  keep: (sent: Body): Body => sent,
  update: (before: Body, sent: Body, time: string): Body =>
    "updated_at" in before ? { ...before, ...sent, updated_at: time } : { ...before, ...sent },
  /** What a call does beyond what it should, by method. */
  misdeeds: {} as { [method: string]: (thing: Thing, before: Body, siblings: readonly Thing[]) => void },
  isFound: (thing: Thing, under: string): boolean => thing.parent === under && !thing.isGone,
  isListed: (thing: Thing, under: string): boolean => thing.parent === under && !thing.isGone,
  /** Index behind a cursor. */
  next: (index: number): number => index + 1,
  size: (limit: number): number => limit,
  show: (body: Body, _call: Call): Body => body,
  showsSecret: ({ method }: Call): boolean => method === "POST",
  exchanges: (thing: Thing, secret: string): boolean => thing.secret === secret && !thing.isGone,
};

export type Rules = typeof RULES;

/** Those whom the server knows: two organizations, each with a client and a token. */
export const TENANTS: readonly Record<"id" | "client" | "secret" | "token", string>[] = ["red", "blue"].map(
  (name) => ({ id: `org-${name}`, client: name, secret: `secret-of-${name}`, token: `token-of-${name}` }),
);

/** A server of the document; with another rule, one that breaks it in this one way. */
export function createKeycardServer(fault: Partial<Rules> = {}, now: () => number = Date.now): Server {
  const rules = { ...RULES, ...fault };
  const next = createKeycard(rules, () => new Date(now()).toISOString());
  const answer = (call: Call): Reply => orRefusal(() => next(call));
  return createServer((request, response) => {
    void readCall(request).then((call) => {
      const { status, body, headers } = orRefusal(() => rules.answer(call, answer));
      response.writeHead(status, { ...(body && { "content-type": "application/json" }), ...headers });
      return response.end(body && JSON.stringify(body));
    });
  });
}

/** @throws Error whose cause is the reply */
function refuse(status: number, code: string, headers: Reply["headers"] = {}): never {
  const body = { message: code.replaceAll("_", " "), code, status };
  throw new Error(code, { cause: { status, headers, body } satisfies Reply });
}

function orRefusal(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    const body = { message: String(error), code: "internal_error", status: 500 };
    return ((error as Error).cause as Reply | undefined) ?? { status: 500, body };
  }
}

function createKeycard(rules: Rules, time: () => string): (call: Call) => Reply {
  const things: Thing[] = [];
  const tokens = new Map(TENANTS.map(({ id, token }) => [token, id]));

  function route(call: Call): Reply {
    const { method, path, headers } = call;
    if (path.join() === "service-account-token") return giveToken(call);
    const [root, organization = "", kind, account, childKind = "credentials", credential] = path;
    const isKnown = root === "organizations" && kind === "service-accounts" && childKind === "credentials";
    if (!isKnown || path.length > 6) refuse(404, "no_such_path");
    const isCollection = path.length % 2 === 1;
    const allow = isCollection ? ["GET", "POST"] : ["GET", "PATCH", "DELETE"];
    if (!allow.includes(method)) refuse(405, "method_not_allowed", { allow: allow.join(", ") });
    const owner = tokens.get(/^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "");
    if (owner === undefined) refuse(401, "unauthorized", { "www-authenticate": "Bearer" });
    if (owner !== organization) refuse(403, "forbidden");
    let thing: Thing | undefined;
    for (const id of [account, credential].filter((each) => each !== undefined)) {
      const under = thing?.id ?? organization;
      thing = things.find((each) => each.id === id && rules.isFound(each, under));
      if (thing === undefined) refuse(404, "not_found");
    }
    if (thing !== undefined && !isCollection) return handleItem(call, thing);
    return method === "GET" ? list(call, thing?.id ?? organization) : create(call, organization, thing);
  }

  function create(call: Call, organization: string, account: Thing | undefined): Reply {
    const sent = rules.keep(readSent(call));
    const count = things.length;
    const own = account === undefined ? { updated_at: time() } : { client_id: `client-${count}` };
    const body = { id: rules.id(count), created_at: time(), ...own, ...sent };
    const secret = account && { secret: rules.secret(count) };
    const thing: Thing = { id: body.id, parent: account?.id ?? organization, ...secret, body, isGone: false };
    things.push(thing);
    rules.misdeeds["POST"]?.(thing, body, []);
    return { status: 201, body: show(call, thing) };
  }

  function handleItem(call: Call, thing: Thing): Reply {
    const { method } = call;
    const siblings = things.filter((each) => each !== thing && each.parent === thing.parent && !each.isGone);
    const before = thing.body;
    const permissions = method === "GET" ? readPermissions(call) : {};
    if (method === "PATCH") thing.body = rules.update(before, rules.keep(readSent(call)), time());
    if (method === "DELETE")
      for (const each of things) each.isGone ||= each === thing || each.parent === thing.id;
    const body = show(call, thing, permissions);
    rules.misdeeds[method]?.(thing, before, siblings);
    return method === "DELETE" ? { status: 204 } : { status: 200, body };
  }

  function readSent({ text, headers, method }: Call): Body {
    if (text !== "" && !/^application\/json\b/i.test(headers["content-type"] ?? ""))
      refuse(415, "unsupported_media_type");
    const sent = parse(text);
    if (typeof sent !== "object" || sent === null || Array.isArray(sent)) refuse(400, "bad_request");
    const { name, description } = sent as Body;
    const isSound =
      (name === undefined ? method !== "POST" : rules.isName(name)) &&
      (description === undefined || rules.isDescription(description));
    if (!isSound) refuse(400, "bad_request");
    return { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
  }

  function list(call: Call, under: string): Reply {
    const permissions = readPermissions(call);
    const limit = Number(call.query.get("limit") ?? 25);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) refuse(400, "bad_request");
    const all = things.filter((thing) => rules.isListed(thing, under));
    const after = findCursor(call, "after", all);
    const before = after === undefined ? findCursor(call, "before", all) : undefined;
    const start = after === undefined ? Math.max(0, (before ?? 0) - limit) : rules.next(after);
    const end = before ?? start + rules.size(limit);
    const page = all.slice(start, end);
    const [first, last] = [page[0], page.at(-1)];
    const page_info = {
      has_next_page: end < all.length,
      has_prev_page: start > 0,
      ...(first && { start_cursor: cursorOf(first) }),
      ...(last && { end_cursor: cursorOf(last) }),
    };
    const items = page.map((thing) => show(call, thing, permissions));
    return { status: 200, body: { items, page_info, ...permissions } };
  }

  function show(call: Call, { body, secret }: Thing, permissions: Body = {}): Body {
    const shown = { ...rules.show(body, call), ...permissions };
    return secret !== undefined && rules.showsSecret(call) ? { ...shown, client_secret: secret } : shown;
  }

  function giveToken({ headers: { authorization = "" } }: Call): Reply {
    const pair = Buffer.from(/^basic (.+)$/i.exec(authorization)?.[1] ?? "", "base64").toString();
    const [client, secret = ""] = pair.split(":").map(unescape);
    const tenant = TENANTS.find((each) => each.client === client && each.secret === secret);
    const thing = things.find((each) => each.body["client_id"] === client && rules.exchanges(each, secret));
    if (thing !== undefined) thing.body = { ...thing.body, last_used_at: time() };
    const owner = tenant?.id ?? things.find(({ id }) => id === thing?.parent)?.parent;
    const headers = { "cache-control": "no-store", "www-authenticate": "Basic" };
    if (owner === undefined) return { status: 401, body: { error: "invalid_client" }, headers };
    const token = uuid(3, tokens.size);
    tokens.set(token, owner);
    const body = { access_token: token, token_type: "Bearer", expires_in: 3600 };
    return { status: 200, body, headers: { "cache-control": "no-store" } };
  }

  return route;
}

function readPermissions({ query }: Call): Body {
  const asked = query.getAll("expand");
  if (asked.some((value) => value !== "permissions" && value !== "total_count")) refuse(400, "bad_request");
  return asked.includes("permissions") ? { permissions: { organizations: { read: true } } } : {};
}

function findCursor({ query }: Call, name: string, all: readonly Thing[]): number | undefined {
  if (!query.has(name)) return undefined;
  const index = all.findIndex((thing) => cursorOf(thing) === query.get(name));
  if (index < 0) refuse(400, "bad_request");
  return index;
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = "GET", url = "/", headers } = request;
  const { pathname, searchParams: query } = new URL(url, "http://keycard");
  const path = pathname.slice(1).split("/").map(unescape);
  return { method, path, query, headers, text: Buffer.concat(chunks).toString() };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function cursorOf({ id }: Thing): string {
  return Buffer.from(`at:${id}`).toString("base64url");
}

function uuid(kind: number, count: number): string {
  return `0000000${kind}-0000-4000-a000-${String(count).padStart(12, "0")}`;
}
