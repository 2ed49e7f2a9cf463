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
    let request = new Request(input, init);
    if (request.redirect !== "follow") return fetch(request);
    for (let redirects = 0; ; redirects++) {
      const again = request.clone();
      const response = await fetch(new Request(request, { redirect: "manual" }));
      if (response.type === "opaqueredirect")
        throw new TypeError("an API key follows no redirect of which it is not known where it leads");
      const { status, headers } = response;
      const location = /^30[12378]$/.test(`${status}`) ? headers.get("location") : null;
      const from = new URL(request.url);
      const to = location !== null && URL.canParse(location, from.href) && new URL(location, from);
      if (!to || to.origin !== from.origin || redirects === MOST_REDIRECTS) return response;
      discard(response);
      request = redirected(again, to, status);
    }
  };
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
