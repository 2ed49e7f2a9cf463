// Other statuses that are as right as the mock's.
import { isToken, refuse, segmentsOf, type Fetch, type Variant } from "./variant.ts";

function isDeclared(request: Request): boolean {
  const { length } = segmentsOf(request);
  const methods = length === 3 || length === 5 ? ["GET", "POST"] : ["GET", "PATCH", "DELETE"];
  return methods.includes(request.method);
}

function refusing(
  name: string,
  isRefused: (request: Request) => boolean,
  [status, headers]: readonly [status: number, headers?: Record<string, string>],
): Variant {
  return {
    name,
    wrap: (fetch) => async (request) =>
      !isToken(request) && isRefused(request) ? refuse(status, headers) : fetch(request),
  };
}

/** Changes a status; the body stays in form. */
function mapping(name: string, map: (response: Response, request: Request) => Response | undefined): Variant {
  return {
    name,
    wrap: (fetch) => async (request) => {
      const response = await fetch(request);
      return isToken(request) ? response : (map(response, request) ?? response);
    },
  };
}

const isOverlong = (request: Request): boolean => segmentsOf(request).some((segment) => segment.length > 255);

/** Answers calls on the path of an organization that is not the token's. */
function strangers(status: number): Variant {
  return {
    name: `answers ${status} to another tenant`,
    wrap: (fetch, { owner }) => {
      const tokens = new Set<string>();
      return async (request) => {
        if (isToken(request)) return noteToken(fetch, request, { clientID: owner.clientID, tokens });
        const token = (request.headers.get("authorization") ?? "").replace("Bearer ", "");
        const [, tenant = ""] = segmentsOf(request);
        const response = await fetch(request);
        const isForeign = response.status === 403 || response.status === 404;
        if (!isForeign || isOverlong(request)) return response;
        return tokens.has(token) !== (tenant === owner.tenant) ? refuse(status) : response;
      };
    },
  };
}

async function noteToken(
  fetch: Fetch,
  request: Request,
  { clientID, tokens }: { readonly clientID: string; readonly tokens: Set<string> },
): Promise<Response> {
  const basic = (request.headers.get("authorization") ?? "").replace("Basic ", "");
  const response = await fetch(request);
  const body = (await response.clone().json()) as { access_token?: string };
  if (Buffer.from(basic, "base64").toString().startsWith(clientID) && body.access_token !== undefined)
    tokens.add(body.access_token);
  return response;
}

export const statuses: readonly Variant[] = [
  strangers(403),
  strangers(404),
  ...[400, 404, 414].map((status) => refusing(`answers ${status} to an over-long id`, isOverlong, [status])),
  ...[404, 501].map((status) =>
    refusing(
      `answers ${status} to an undeclared method`,
      (request) => request.method !== "HEAD" && !isDeclared(request),
      [status],
    ),
  ),
  refusing("refuses HEAD", ({ method }) => method === "HEAD", [405, { allow: "GET, POST, PATCH, DELETE" }]),
  refusing("does not implement HEAD", ({ method }) => method === "HEAD", [501]),
  mapping("answers 400 to another media type", ({ status }) => (status === 415 ? refuse(400) : undefined)),
  mapping("answers 400 to a malformed header", ({ status }, { headers }) =>
    status === 401 && headers.get("authorization") === "Bearer" ? refuse(400) : undefined,
  ),
  refusing(
    "enforces the format of the request id",
    ({ headers }) =>
      !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^$/i.test(headers.get("x-client-request-id") ?? ""),
    [400],
  ),
  {
    name: "answers 204 to a second delete",
    wrap: (fetch) => {
      const deleted = new Set<string>();
      return async (request) => {
        const response = await fetch(request);
        if (request.method !== "DELETE") return response;
        if (response.status === 204) deleted.add(request.url);
        return response.status === 404 && deleted.has(request.url)
          ? new Response(null, { status: 204 })
          : response;
      };
    },
  },
  {
    name: "answers 410 for what was deleted",
    wrap: (fetch) => {
      const deleted = new Set<string>();
      return async (request) => {
        const response = await fetch(request);
        if (request.method === "DELETE" && response.status === 204)
          deleted.add(new URL(request.url).pathname);
        return response.status === 404 && deleted.has(new URL(request.url).pathname) ? refuse(410) : response;
      };
    },
  },
  {
    name: "answers 400 to a client that it does not know",
    wrap: (fetch) => async (request) => {
      const response = await fetch(request);
      const isRefused = isToken(request) && response.status === 401;
      return isRefused ? Response.json({ error: "invalid_client" }, { status: 400 }) : response;
    },
  },
];
