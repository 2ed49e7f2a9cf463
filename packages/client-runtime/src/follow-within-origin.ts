// Redirects for credentials that `fetch` would take along: on the way to another origin it takes off `Authorization`
// (Fetch, "HTTP-redirect fetch", step 13), but no header of another name.

import type { Fetch } from "./client-options.ts";
import { discard } from "./discard.ts";

/** As many as `fetch` follows. */
const MOST_REDIRECTS = 20;

/**
 * A `fetch` that follows redirects within the origin of the request. One that leads to another origin is the answer.
 *
 * @throws {TypeError} from what it gives: the runtime does not say where a redirect leads, as browsers do not.
 */
export function followWithinOrigin(fetch: Fetch): Fetch {
  return async (input, init) => {
    const given = input instanceof Request ? input : undefined;
    if ((given ?? init)?.redirect !== "follow") return fetch(input, init);
    let again = given?.clone();
    let response = given ? await fetch(byHand(given)) : await fetch(input, { ...init, redirect: "manual" });
    for (let redirects = 0; ; redirects++) {
      const to =
        redirects < MOST_REDIRECTS && targetOf(response, new URL(again?.url ?? (input as string | URL)));
      if (!to) return response;
      discard(response);
      const request = redirected(again ?? new Request(input, init), to, response.status);
      again = request.clone();
      response = await fetch(byHand(request));
    }
  };
}

function byHand(request: Request): Request {
  return new Request(request, { redirect: "manual" });
}

/** Where an answer leads, if it leads on within the origin. */
function targetOf({ type, status, headers }: Response, from: URL): URL | undefined {
  if (type === "opaqueredirect")
    throw new TypeError("an API key follows no redirect of which it is not known where it leads");
  const location = /^30[12378]$/.test(`${status}`) ? headers.get("location") : null;
  const to = location !== null && URL.canParse(location, from.href) && new URL(location, from);
  return to && to.origin === from.origin ? to : undefined;
}

/** The request that follows (Fetch, "HTTP-redirect fetch", step 12): what is no `GET` may become one. */
function redirected(request: Request, url: URL, status: number): Request {
  const { method, signal } = request;
  const becomesGet = status === 303 ? !/^(GET|HEAD)$/.test(method) : status < 303 && method === "POST";
  if (!becomesGet) return new Request(url, request);
  const headers = new Headers(request.headers);
  for (const name of ["content-type", "content-encoding", "content-language", "content-location"])
    headers.delete(name);
  return new Request(url, { headers, signal });
}
