// Other bodies: further members, other times, other ids.
import { changingBodies, changingThings, isToken, keptHeaders, type Thing, type Variant } from "./variant.ts";

const stamps = ["created_at", "updated_at", "last_used_at"] as const;

function writingTimes(name: string, write: (time: Date, text: string) => string): Variant {
  return changingThings(name, (thing) => {
    for (const stamp of stamps) {
      const text = thing[stamp];
      if (typeof text === "string") thing[stamp] = write(new Date(text), text);
    }
  });
}

const permissions = { organizations: { read: true } };
const asks = (request: Request): boolean =>
  new URL(request.url).searchParams.getAll("expand").includes("permissions");

/** Ids of another form: the mock's travel inside only. */
function renaming(name: string, rename: (id: string) => string): Variant {
  return {
    name,
    wrap: (fetch) => {
      const [inside, outside] = [new Map<string, string>(), new Map<string, string>()];
      const shown = (id: string): string => {
        const known = outside.get(id) ?? rename(id);
        outside.set(id, known);
        inside.set(known, id);
        return known;
      };
      return async (request) => {
        const url = new URL(request.url);
        const segments = url.pathname.split("/");
        url.pathname = segments
          .map((segment) => inside.get(decodeURIComponent(segment)) ?? segment)
          .join("/");
        const body = request.method === "GET" || request.method === "HEAD" ? undefined : await request.text();
        const response = await fetch(
          new Request(url, {
            method: request.method,
            headers: request.headers,
            ...(body === undefined || body === "" ? {} : { body }),
          }),
        );
        if (!response.ok || isToken(request) || request.method === "HEAD") return response;
        const text = await response.text();
        if (text === "") return new Response(null, response);
        const answer = JSON.parse(text) as Thing;
        for (const thing of Array.isArray(answer["items"]) ? (answer["items"] as Thing[]) : [answer])
          thing["id"] = shown(String(thing["id"]));
        return Response.json(answer, { status: response.status, headers: keptHeaders(response.headers) });
      };
    },
  };
}

const hex = (id: string): string => Buffer.from(id.padEnd(16, "0")).toString("hex").slice(0, 32);

export const bodies: readonly Variant[] = [
  changingThings("adds members to things", (thing) => {
    thing["_links"] = { self: "/here" };
    thing["organization_id"] = "somebody";
  }),
  changingBodies("adds members to pages", (body) => {
    if (typeof body["page_info"] === "object") body["page_info"] = { ...body["page_info"], total: null };
    if (Array.isArray(body["items"])) body["object"] = "list";
  }),
  changingBodies("tells permissions at creation", (body, { method }) => {
    if (method === "POST") body["permissions"] = permissions;
  }),
  changingBodies("tells permissions of a page, not of its items", (body, request) => {
    if (!Array.isArray(body["items"])) return;
    for (const item of body["items"] as Thing[]) delete item["permissions"];
    if (asks(request)) body["permissions"] = permissions;
  }),
  changingBodies("tells permissions of items, not of their page", (body, request) => {
    if (!Array.isArray(body["items"])) return;
    delete body["permissions"];
    if (asks(request)) for (const item of body["items"] as Thing[]) item["permissions"] = permissions;
  }),
  changingBodies("writes members in another order", (body) =>
    Object.fromEntries(Object.entries(body).toReversed()),
  ),
  writingTimes("tells times in whole seconds", (time) => `${time.toISOString().slice(0, 19)}Z`),
  writingTimes("tells times in microseconds", (_, text) => text.replace(/(\.\d{3})Z$/, "$1000Z")),
  writingTimes("tells times in another zone", (time) => {
    const there = new Date(time.getTime() + 2 * 3_600_000);
    return there.toISOString().replace("Z", "+02:00");
  }),
  changingThings("tells of use at each look", (thing, _, { now }) => {
    if ("client_id" in thing && !("client_secret" in thing))
      thing["last_used_at"] = new Date(now()).toISOString();
  }),
  {
    name: "moves updated_at with an empty update",
    wrap: (fetch, { now }) => {
      const moved = new Map<string, string>();
      const change = changingThings("", (thing) => {
        const later = moved.get(String(thing["id"]));
        if (later !== undefined && "updated_at" in thing && later > String(thing["updated_at"]))
          thing["updated_at"] = later;
      });
      const shown = change.wrap(fetch, {
        now,
        random: () => 0,
        owner: { tenant: "", clientID: "", clientSecret: "" },
      });
      return async (request) => {
        const isEmpty = request.method === "PATCH" && (await request.clone().text()) === "{}";
        const id = new URL(request.url).pathname.split("/").at(-1) ?? "";
        // A first answer tells whether the update is done; the second shows it.
        const response = await shown(request.clone());
        if (!isEmpty || !response.ok) return response;
        moved.set(id, new Date(now()).toISOString());
        return shown(request);
      };
    },
  },
  renaming("names things by UUID", (id) =>
    hex(id).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5"),
  ),
  renaming("names things with a prefix", (id) => `sa_${id}`),
];
