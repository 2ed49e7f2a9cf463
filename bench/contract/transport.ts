// Other ways to carry the same answers.
import { isToken, type Variant } from "./variant.ts";

function limiting(name: string, status: number, headers: (now: number) => Record<string, string>): Variant {
  return {
    name,
    wrap:
      (fetch, { random, now }) =>
      async (request) => {
        if (isToken(request) || random() > 0.1) return fetch(request);
        return Response.json({ message: "Wait.", code: "wait", status }, { status, headers: headers(now()) });
      },
  };
}

function addingHeaders(
  name: string,
  add: (headers: Headers, response: Response, request: Request) => void,
): Variant {
  return {
    name,
    wrap: (fetch) => async (request) => {
      const response = await fetch(request);
      const headers = new Headers(response.headers);
      add(headers, response, request);
      return new Response(response.body, { status: response.status, headers });
    },
  };
}

export const transport: readonly Variant[] = [
  limiting("asks to wait now and then", 429, () => ({ "retry-after": "1" })),
  limiting("asks to wait until a date", 429, (now) => ({
    "retry-after": new Date(now + 2000).toUTCString(),
  })),
  limiting("asks to wait without a time", 429, () => ({})),
  limiting("asks to wait for hours", 429, () => ({ "retry-after": "7200" })),
  addingHeaders("closes each connection", (headers) => headers.set("connection", "close")),
  addingHeaders("names its charset", (headers) => {
    if (headers.get("content-type") === "application/json")
      headers.set("content-type", "application/json; charset=utf-8");
  }),
  addingHeaders("says more in its challenge", (headers, { status }) => {
    if (status === 401 && headers.has("www-authenticate"))
      headers.set(
        "www-authenticate",
        'Bearer realm="api", error="invalid_token", error_description="Expired."',
      );
  }),
  addingHeaders("tags and dates what it answers", (headers, _, { url }) => {
    headers.set("etag", `W/"${url.length}"`);
    headers.set("strict-transport-security", "max-age=1");
    headers.set("date", new Date().toUTCString());
    headers.set("x-request-id", "0123");
  }),
  addingHeaders("names the place of what it created", (headers, { status }, { url }) => {
    if (status === 201) headers.set("location", url);
  }),
  {
    name: "sends bodies in chunks",
    wrap: (fetch) => async (request) => {
      const response = await fetch(request);
      if (response.body === null) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const chunks = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
          controller.close();
        },
      });
      return new Response(chunks, { status: response.status, headers: response.headers });
    },
  },
  {
    name: "writes JSON with white space",
    wrap: (fetch) => async (request) => {
      const response = await fetch(request);
      const text = await response.text();
      if (text === "" || !(response.headers.get("content-type") ?? "").includes("json"))
        return new Response(text === "" ? null : text, response);
      const headers = new Headers(response.headers);
      headers.delete("content-length");
      return new Response(JSON.stringify(JSON.parse(text), undefined, 2), {
        status: response.status,
        headers,
      });
    },
  },
  {
    name: "gives tokens of a minute",
    wrap: (fetch) => async (request) => {
      const response = await fetch(request);
      if (!isToken(request) || !response.ok) return response;
      const headers = new Headers(response.headers);
      headers.delete("content-length");
      return Response.json({ ...((await response.json()) as object), expires_in: 60 }, { headers });
    },
  },
];
