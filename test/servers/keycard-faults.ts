// What the server that was written by hand can get wrong: sentences by group, each with the rules that are others.
import { fail } from "node:assert";
import { RULES, type Body, type Call, type Reply, type Rules } from "./keycard-server.ts";

type Fault = Partial<Rules>;

/** Answers that are changed on their way out; `next` answers once more. */
const changed = (change: (reply: Reply, ...by: Parameters<Rules["answer"]>) => Partial<Reply>): Fault => ({
  answer: (call, next) => {
    const reply = next(call);
    return { ...reply, ...change(reply, call, next) };
  },
});
/** Calls that are changed on their way in. */
const called = (change: (call: Call) => Partial<Call>): Fault => ({
  answer: (call, next) => next({ ...call, ...change(call) }),
});
/** Calls that are answered with a status, and then once more with a change. */
const again = (status: number, change: (call: Call) => Partial<Call>): Fault =>
  changed((reply, call, next) => (reply.status === status ? next({ ...call, ...change(call) }) : {}));
const breaksDown = (fits: (call: Call) => boolean): Fault => called((call) => (fits(call) ? fail() : {}));

const becomes = (code: number | string, status: number): Fault =>
  changed((reply) => (reply.status === code || reply.body?.["code"] === code ? { status } : {}));
const headers = (change: (headers: Body) => Body): Fault =>
  changed((reply) => ({ headers: change(reply.headers ?? {}) as { [name: string]: string } }));
/** Bodies that have a member. */
const bodies = (member: string, change: (body: Body) => Body): Fault =>
  changed(({ body }) => (body !== undefined && member in body ? { body: change(body) } : {}));
const pages = (change: (info: Body) => Body): Fault =>
  bodies("page_info", (body) => ({ ...body, page_info: change(body["page_info"] as Body) }));
const lacks =
  (...names: readonly string[]) =>
  (body: Body): Body =>
    Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
const names = (change: (name: string) => string): Fault => ({
  keep: (sent) => (typeof sent["name"] === "string" ? { ...sent, name: change(sent["name"]) } : sent),
});
const updates = (change: (before: Body) => Body): Fault => ({
  update: (before, ...by) => RULES.update(change(before), ...by),
});

/** Another value of a query parameter, or none. */
const query =
  (parameter: string, ...values: readonly string[]) =>
  (call: Call): Partial<Call> => {
    const others = [...call.query].filter(([name]) => name !== parameter);
    return { query: new URLSearchParams([...others, ...values.map((value) => [parameter, value])]) };
  };
/** Whoever calls is taken for the organization of the path. */
const asOwner = (fits: (call: Call) => boolean) => (call: Call) => {
  const authorization = `Bearer ${call.path[1]?.replace("org-", "token-of-")}`;
  return fits(call) ? { headers: { ...call.headers, authorization } } : {};
};
const reads = ({ method }: Call): boolean => method === "GET";
const isCollection = ({ path }: Call): boolean => path.length % 2 === 1;
const isAlike = (one: string, other: string): boolean => one.slice(0, 4) === other.slice(0, 4);
const writes = (call: Call): boolean => !reads(call);
const bears = ({ headers: { authorization = "" } }: Call): boolean => authorization.startsWith("Bearer ");
const isOther = (parameter: string): boolean => !/^(after|before|limit|expand)$/.test(parameter);

/** By group and sentence. */
export const FAULTS: { readonly [group: string]: { readonly [sentence: string]: Fault } } = {
  "status and protocol": {
    "Creations answer 200": becomes(201, 200),
    "What is not there is answered with 500": becomes("not_found", 500),
    "A path that is not there is answered with 500": becomes("no_such_path", 500),
    "Another method is answered with 500": becomes(405, 500),
    "405 comes without Allow": headers(lacks("allow")),
    "Answers come as text": headers((sent) => ({ ...sent, "content-type": "text/plain" })),
    "An error tells another status": bodies("code", (body) => ({ ...body, status: 499 })),
  },
  bodies: {
    "Errors lack their code": bodies("code", lacks("code")),
    "Accounts lack updated_at": { show: lacks("updated_at") },
    "Ids are numbers": { show: (body) => ({ ...body, id: Number.parseInt(String(body["id"]), 16) }) },
    "Times are no times": { show: (body) => ({ ...body, created_at: "yesterday" }) },
    "A description that nobody gave is null": { show: (body) => ({ description: null, ...body }) },
    "A page does not say where it stands": bodies("page_info", lacks("page_info")),
  },
  validation: {
    "A name may be missing": again(400, ({ text }) => ({ text: text.replace("{", '{"name":"",') })),
    "A name may be null": { isName: (name) => name === null || RULES.isName(name) },
    "A description may be null": { isDescription: (text) => text === null || RULES.isDescription(text) },
    "A description may be of any length": { isDescription: (text) => typeof text === "string" },
    "A limit may be anything": again(400, query("limit")),
    "expand may be anything": again(400, query("expand")),
    "A creation that is refused happens": changed(({ status }, call, next) => {
      if (status === 400 && call.method === "POST") next({ ...call, text: '{"name":"refused"}' });
      return {};
    }),
  },
  lifecycle: {
    "What is created is not kept": { misdeeds: { POST: (thing) => (thing.isGone = true) } },
    "All things have one id": { id: () => RULES.id(0) },
    "Descriptions are not kept": { keep: lacks("description") },
    "Names lose the spaces at their ends": names((name) => name.trim()),
    "Names lose their emoji": names((name) => name.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?")),
    "Names are cut after 64 characters": names((name) => name.slice(0, 64)),
    "An update is not kept": { misdeeds: { PATCH: (thing, before) => (thing.body = before) } },
    "An update takes the description away": updates(lacks("description")),
    "An update leaves updated_at alone": { update: (old, sent) => ({ ...old, ...sent }) },
    "An update moves created_at": updates((body) => ({ ...body, created_at: "2020-01-01T00:00:00Z" })),
    "An update hits a sibling": {
      misdeeds: { PATCH: ({ body }, _, [other]) => other && (other.body = body) },
    },
    "A deletion is not done": { misdeeds: { DELETE: (thing) => (thing.isGone = false) } },
    "A deletion hits a sibling": { misdeeds: { DELETE: (_, __, [other]) => other && (other.isGone = true) } },
    "What was deleted is found": { isFound: ({ parent }, under) => parent === under },
    "Things are found under any parent": { isFound: ({ isGone }) => !isGone },
  },
  lists: {
    "What was deleted stays in the list": { isListed: ({ parent }, under) => parent === under },
    "Items have old names": { show: (body, call) => (isCollection(call) ? { ...body, name: "old" } : body) },
    "The limit is ignored": { size: () => 25 },
    "A page exceeds the limit": { size: (limit) => limit + 1 },
    "A cursor leads to the first page": called(query("after")),
    "A cursor leads too far": { next: (index) => index + 2 },
    "A cursor leads to itself": { next: (index) => index },
    "A page always tells of more": pages((info) => ({ ...info, has_next_page: true })),
    "A page never tells of more": pages((info) => ({ ...info, has_next_page: false })),
    "A page never tells of things before it": pages((info) => ({ ...info, has_prev_page: false })),
    "A page has no cursors": pages(lacks("start_cursor", "end_cursor")),
    "The cursor that leads back is ignored": called(query("before")),
    "A cursor that was never given is taken": again(400, query("after")),
    "expand is ignored": called(query("expand")),
    "Permissions come unasked": again(200, query("expand", "permissions")),
  },
  authentication: {
    "Reads need no token": again(401, asOwner(reads)),
    "Writes need no token": again(401, asOwner(writes)),
    "Any token is good": again(401, asOwner(bears)),
    "401 comes without a challenge": headers(lacks("www-authenticate")),
    "A missing token is answered with 500": becomes("unauthorized", 500),
    "Tokens may be stored": headers(lacks("cache-control")),
  },
  tenants: {
    "Every tenant reads": again(403, asOwner(reads)),
    "Every tenant writes": again(403, asOwner(writes)),
    "Another tenant is answered with 500": becomes(403, 500),
    "Lists show all tenants": { isListed: (each, under) => !each.isGone && isAlike(each.parent, under) },
  },
  secrets: {
    "Reads show the secret": { showsSecret: (call) => writes(call) || !isCollection(call) },
    "Lists show the secret": { showsSecret: isCollection },
    "A creation shows no secret": { showsSecret: () => false },
    "All secrets are the same": { secret: () => RULES.secret(0) },
    "A secret is not known where it is exchanged": { exchanges: () => false },
    "A secret outlives its credential": { exchanges: (thing, secret) => thing.secret === secret },
    "Any secret works with a known client id": { exchanges: (thing) => !thing.isGone },
  },
  robustness: {
    "A body that ends early is answered with 500": breaksDown(({ text }) => /^\{[^}]*$/.test(text)),
    "An emoji is answered with 500": breaksDown(({ text }) => /[\u{10000}-\u{10ffff}]/u.test(text)),
    "A long name is answered with 500": breaksDown(({ text }) => /"name":"[^"]{256}/.test(text)),
    "An empty update is answered with 500": breaksDown(({ text }) => text === "{}"),
    "Another parameter is answered with 500": breaksDown((call) => [...call.query.keys()].some(isOther)),
  },
};
