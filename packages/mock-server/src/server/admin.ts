// What only the person who runs the mock may do: begin anew, put things in, set the clock. Served on loopback only.
import type { Json } from "@specloom/api-model";
import type { Answer } from "../app/exchange.ts";
import type { IncomingRequest } from "../app/incoming-request.ts";
import type { MockCore } from "../app/mock-core.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { essenceOf } from "../request/media-type.ts";
import { readText } from "../request/read-text.ts";
import type { Clock } from "./clock.ts";
import { isLoopback } from "./loopback.ts";

const ADMIN_PATH = "/__specloom/";

/** Undefined where the request is none of the administration's. */
export type Administer = (request: IncomingRequest) => Promise<Answer> | undefined;

interface Office {
  readonly core: MockCore;
  readonly clock: Clock;
}

type Errand = (office: Office, body: JsonObject) => Answer | Promise<Answer>;

const ERRANDS: ReadonlyMap<string, Errand> = new Map<string, Errand>([
  ["reset", reset],
  ["seed", seed],
  ["clock", setClock],
]);

export function createAdministration(office: Office): Administer {
  return (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(ADMIN_PATH)) return undefined;
    return administer(office, request, pathname.slice(ADMIN_PATH.length));
  };
}

async function administer(office: Office, request: IncomingRequest, name: string): Promise<Answer> {
  const errand = ERRANDS.get(name);
  const known = [...ERRANDS.keys()].map((one) => `POST ${ADMIN_PATH}${one}`).join(", ");
  if (errand === undefined) return refuse(404, `there is no ${ADMIN_PATH}${name}; there are ${known}`);
  if (request.method !== "POST") return refuse(405, `${ADMIN_PATH}${name} takes POST, not ${request.method}`);
  if (!isLoopback(new URL(request.url).hostname))
    return refuse(403, "the administration is asked by a loopback address");
  // A page of some website can send a form here, but no JSON without asking first.
  if (essenceOf(request.headers.get("content-type") ?? "") !== "application/json")
    return refuse(415, `${ADMIN_PATH}${name} takes application/json`);
  const body = parse(await readText(request));
  return body === undefined
    ? refuse(400, `${ADMIN_PATH}${name} takes a JSON object of at most 1 MiB`)
    : errand(office, body);
}

function parse(text: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text === undefined || text === "" ? "{}" : text);
    return text !== undefined && isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function tell(status: number, body: Json): Answer {
  return { status, headers: { "cache-control": "no-store" }, mediaType: "application/json", body };
}

function refuse(status: number, message: string): Answer {
  return tell(status, { message, status });
}

/** Things, credentials and tokens go; who is known from the start stays. */
function reset({ core: { context } }: Office): Answer {
  context.transact(() => {
    context.entities.clear();
    context.credentials.clear();
  });
  return { status: 204, headers: {} };
}

/** `{ "path": "/pets", "items": [{ "name": "Rex" }] }`: each item as if it were sent to the path; ends at the first refused. */
async function seed({ core }: Office, { path, items }: JsonObject): Promise<Answer> {
  if (typeof path !== "string" || !path.startsWith("/") || !Array.isArray(items))
    return refuse(
      400,
      'give { "path": "/…", "items": [ … ] }: a path of the document, and bodies to send to it',
    );
  const created: Json[] = [];
  for (const item of items) {
    const { answer, fault } = await core.answerAs(tenantOf(core, path), creation(path, item));
    if (fault !== undefined || answer.status >= 400) {
      const message = `item ${created.length} was refused with ${answer.status}: ${fault?.sentence ?? ""}`;
      return tell(400, { message, status: 400, created });
    }
    created.push(answer.body ?? null);
  }
  return tell(200, { created });
}

/** The tenant that the path names, else the first. */
function tenantOf({ context }: MockCore, path: string): { tenant: string | undefined; scopes: undefined } {
  const segments = path.split("/");
  const tenants = context.principals.map(({ tenant }) => tenant);
  const named = tenants.find((tenant) => tenant !== undefined && segments.includes(tenant));
  return { tenant: named ?? tenants[0], scopes: undefined };
}

function creation(path: string, item: Json): IncomingRequest {
  return new Request(new URL(path, "http://localhost"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(item),
  });
}

/** `{ "now": "2026-01-01T00:00:00Z" }` sets the clock, `{ "advance": 3600 }` moves it on by seconds. */
function setClock({ clock }: Office, { now, advance }: JsonObject): Answer {
  const wanted =
    typeof now === "string"
      ? Date.parse(now)
      : typeof advance === "number"
        ? clock.now() + advance * 1000
        : Number.NaN;
  if (!Number.isFinite(wanted) || Math.abs(wanted) > LATEST)
    return refuse(400, 'give { "now": an RFC 3339 time } or { "advance": seconds }');
  clock.set(wanted);
  return tell(200, { now: new Date(clock.now()).toISOString() });
}

/** End of the year 9999: what RFC 3339 can write. */
const LATEST = 253_402_300_799_999;
