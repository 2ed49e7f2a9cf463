// What the server that was written by hand keeps, reads and shows of a thing.
import type { FaultName } from "./keycard-faults.ts";
import { Refusal, type Call } from "./keycard-wire.ts";

export type Body = { [member: string]: unknown };

export interface Thing {
  readonly id: string;
  members: Body;
  readonly secret?: string;
  readonly children: Map<string, Thing>;
}

/** Whether the server has a fault. */
export type Has = (fault: FaultName) => boolean;

export const PERMISSIONS: Body = { organizations: { read: true, update: true } };
export function readSent({ text, headers, method }: Call, has: Has, keepRefused: () => void): Body {
  if (text !== "" && !/^application\/json\b/i.test(headers["content-type"] ?? ""))
    throw new Refusal(415, "unsupported_media_type");
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    if (has("malformed-json-500")) throw new Error("malformed");
    throw new Refusal(400, "bad_request");
  }
  const sent = typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Body) : undefined;
  if (sent === undefined) throw new Refusal(400, "bad_request");
  const isCreation = method === "POST";
  const wrong = isWrong(sent, isCreation, has);
  if (wrong && isCreation && has("refused-creation-kept")) keepRefused();
  if (wrong) throw new Refusal(400, "bad_request");
  const { name = "" } = sent;
  if (has("emoji-500") && /[\u{10000}-\u{10ffff}]/u.test(String(name))) throw new Error("emoji");
  if (has("long-name-500") && String(name).length > 255) throw new Error("too long for the column");
  if (has("empty-update-500") && Object.keys(sent).length === 0) throw new Error("nothing to set");
  return sent;
}

function isWrong(sent: Body, isCreation: boolean, has: Has): boolean {
  const { name, description } = sent;
  if (isCreation && name === undefined) return !has("takes-missing-name");
  if ("name" in sent && typeof name !== "string")
    return !(name === null ? has("takes-null-name") : has("takes-number-for-name"));
  if (!("description" in sent)) return false;
  if (typeof description !== "string") return !has("takes-any-description");
  return Array.from(description).length > 500 && !has("takes-long-description");
}

export function showThing(
  { members, secret, id }: Thing,
  expand: boolean,
  { where, has }: { readonly where: "create" | "read" | "update" | "list"; readonly has: Has },
): Body {
  const { updated_at: updated, ...others } = members;
  const body: Body = {
    ...others,
    ...(updated === undefined || has("no-updated-at") ? {} : { updated_at: updated }),
  };
  if (expand) body["permissions"] = PERMISSIONS;
  if (has("absent-is-null") && body["description"] === undefined) body["description"] = null;
  if (has("id-is-number")) body["id"] = Number.parseInt(id.slice(0, 8), 16);
  if (has("time-is-text")) body["created_at"] = "yesterday";
  if (has("list-shows-old-names") && where === "list") body["name"] = `${String(body["name"])} (old)`;
  const shows = (where === "read" && has("secret-in-reads")) || (where === "list" && has("secret-in-lists"));
  return secret !== undefined && shows ? { ...body, client_secret: secret } : body;
}

export interface Tenant {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly token: string;
}

export const TENANTS: readonly [Tenant, Tenant] = [
  { id: "org-red", clientId: "red-client", clientSecret: "red-secret", token: "token-of-red" },
  { id: "org-blue", clientId: "blue-client", clientSecret: "blue-secret", token: "token-of-blue" },
];

export function cursorOf({ id }: Thing): string {
  return Buffer.from(`at:${id}`).toString("base64url");
}

const DEFAULT_LIMIT = 25;

export function readExpand({ query }: Call, has: Has): boolean {
  const asked = query.getAll("expand");
  if (!has("takes-any-expand") && asked.some((value) => !["permissions", "total_count"].includes(value)))
    throw new Refusal(400, "bad_request");
  return has("expand-always") || (asked.includes("permissions") && !has("expand-ignored"));
}

export function readLimit(given: string | null, has: Has): number {
  if (given === null) return DEFAULT_LIMIT;
  const limit = Number(given);
  const isSound = /^\d+$/.test(given) && limit >= 1 && limit <= 100;
  if (isSound) return has("limit-ignored") ? DEFAULT_LIMIT : limit;
  if (has("takes-any-limit")) return DEFAULT_LIMIT;
  throw new Refusal(400, "bad_request");
}
