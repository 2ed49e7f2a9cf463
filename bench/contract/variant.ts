// A correct server that differs from the mock where document, standards and declarations leave freedom.

export type Fetch = (request: Request) => Promise<Response>;

/** What a variant has at hand. */
export interface World {
  /** Milliseconds since the epoch, as the mock has them. */
  readonly now: () => number;
  /** The same stream for the same seed. */
  readonly random: () => number;
  /** Organization of the run's own identity, and a client of it. */
  readonly owner: { readonly tenant: string; readonly clientID: string; readonly clientSecret: string };
}

export interface Variant {
  readonly name: string;
  /** The variant around the mock. */
  readonly wrap: (fetch: Fetch, world: World) => Fetch;
}

export type Thing = Record<string, unknown>;

export const isToken = (request: Request): boolean => request.url.endsWith("/service-account-token");

/** Segments of the path, decoded: `["organizations", ORG, "service-accounts", …]`. */
export function segmentsOf(request: Request): readonly string[] {
  return new URL(request.url).pathname
    .split("/")
    .slice(1)
    .map((segment) => decodeURIComponent(segment));
}

/** True for the path of a collection: accounts of an organization, credentials of an account. */
export function isCollection(request: Request): boolean {
  const { length } = segmentsOf(request);
  return length === 3 || length === 5;
}

/** An error answer in the document's form. */
export function refuse(status: number, headers: Record<string, string> = {}): Response {
  return Response.json(
    { message: `Refused with ${status}.`, code: `refused_${status}`, status },
    { status, headers },
  );
}

/** A variant that changes JSON bodies of successful answers. */
export function changingBodies(
  name: string,
  change: (body: Thing, request: Request, world: World) => Thing | void,
): Variant {
  return {
    name,
    wrap: (fetch, world) => async (request) => {
      const response = await fetch(request);
      if (!response.ok || isToken(request) || response.body === null) return response;
      const text = await response.text();
      if (text === "") return new Response(null, response);
      const body = JSON.parse(text) as Thing;
      const changed = change(body, request, world) ?? body;
      const { status, headers } = response;
      return Response.json(changed, { status, headers: keptHeaders(headers) });
    },
  };
}

/** A variant that changes each thing in a body: the answer itself, or the items of a list. */
export function changingThings(
  name: string,
  change: (thing: Thing, request: Request, world: World) => void,
): Variant {
  return changingBodies(name, (body, request, world) => {
    const things = Array.isArray(body["items"]) ? (body["items"] as Thing[]) : [body];
    for (const thing of things) change(thing, request, world);
  });
}

/** Headers without those that belong to the old body. */
export function keptHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ["content-length", "content-type"]) kept.delete(name);
  return kept;
}
