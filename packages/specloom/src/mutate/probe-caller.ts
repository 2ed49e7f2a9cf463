// Sends what a probe wants to know, as whoever it wants to be.
import type { ApiModel, Json, Operation } from "@specloom/api-model";
import type { Subject } from "./subject.ts";

export type ProbeCaller = "owner" | "other" | "nobody" | "forger" | "swapped" | "lower-case";

export interface ProbeCall {
  readonly path: { readonly [parameter: string]: string };
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: Json;
  /** Sent as it is, in the place of a body. */
  readonly raw?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly caller?: ProbeCaller;
  readonly method?: string;
}

export interface Probe {
  readonly model: ApiModel;
  readonly subject: Subject;
  /** The parsed body of the answer, undefined where it is no JSON. */
  readonly send: (operation: Operation, call: ProbeCall) => Promise<unknown>;
  readonly sendPlain: (request: Request) => Promise<unknown>;
}

const BASE_URL = "http://server.test";

export function createProbe(model: ApiModel, subject: Subject): Probe {
  const sendPlain = async (request: Request): Promise<unknown> => {
    try {
      return await (await subject.fetch(request)).json();
    } catch {
      return undefined;
    }
  };
  return {
    model,
    subject,
    sendPlain,
    send: (operation, call) => sendPlain(toRequest(model, subject, { operation, call })),
  };
}

export function urlOf(path: string): string {
  return BASE_URL + path;
}

function toRequest(
  model: ApiModel,
  subject: Subject,
  { operation, call }: { readonly operation: Operation; readonly call: ProbeCall },
): Request {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(call.path[name] ?? "none"),
  );
  const auth = authorization(model, subject, { operation, caller: call.caller ?? "owner" });
  const query = new URLSearchParams(
    [...(call.query ?? []), ...auth.query].map(([name, value]): [string, string] => [name, value]),
  );
  const text = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const type: Readonly<Record<string, string>> =
    text === undefined ? {} : { "content-type": operation.body?.content[0]?.mediaType ?? "application/json" };
  return new Request(`${BASE_URL}${path}${query.size === 0 ? "" : `?${query.toString()}`}`, {
    method: call.method ?? operation.method,
    headers: { accept: "application/json, */*;q=0.1", ...type, ...auth.headers, ...call.headers },
    ...(text === undefined || operation.method === "GET" ? {} : { body: text }),
  });
}

interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
}

const NONE: Authorization = { headers: {}, query: [] };

function authorization(
  model: ApiModel,
  { owner, other, token, otherToken }: Subject,
  { operation, caller }: { readonly operation: Operation; readonly caller: ProbeCaller },
): Authorization {
  const name = operation.security[0]?.[0]?.scheme;
  const scheme = model.securitySchemes.find((one) => one.name === name);
  if (scheme === undefined || caller === "nobody") return NONE;
  const { credentials } = caller === "other" && other !== undefined ? other : owner;
  const isForged = caller === "forger";
  const pair = Buffer.from(
    `${credentials.username ?? ""}:${isForged ? "forged" : (credentials.password ?? "")}`,
  ).toString("base64");
  if (scheme.kind === "apiKey") {
    const key = isForged ? "forged" : (credentials.apiKey ?? "");
    if (scheme.in === "query") return { headers: {}, query: [[scheme.parameter, key]] };
    return {
      headers:
        scheme.in === "header" ? { [scheme.parameter]: key } : { cookie: `${scheme.parameter}=${key}` },
      query: [],
    };
  }
  const bearer = isForged ? "forged" : ((caller === "other" ? otherToken : token) ?? "");
  const isBasic = (scheme.kind === "basic") !== (caller === "swapped");
  const value = isBasic ? `Basic ${pair}` : `Bearer ${bearer}`;
  return {
    headers: { authorization: caller === "lower-case" ? value.replace("Bearer", "bearer") : value },
    query: [],
  };
}
