import { beforeEach, describe, expect, it } from "vitest";
import type { TokenWish } from "../src/index.ts";
import { at, basic, textAt, type CheckedMock, type Reply } from "./checked-mock.ts";
import { startRobots, type Robots } from "./robots.ts";

let mock: CheckedMock;
let robots: string;
let headers: Record<string, string>;
let create: Robots["create"];
let get: Robots["get"];
let pass: Robots["pass"];

beforeEach(async () => {
  ({ mock, path: robots, headers, create, get, pass } = await startRobots());
});

describe("tokens", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const ask = (raw: string, more: Record<string, string> = {}): Promise<Reply> =>
    mock.call("POST /token", { headers: { ...form, ...more }, raw });
  const grant = "grant_type=client_credentials";

  it("are issued for Basic and for form credentials, and open the tenant of the credential", async () => {
    const { clientID, clientSecret } = mock.identities[0];
    for (const reply of [
      await ask(grant, basic(clientID, clientSecret)),
      await ask(`${grant}&client_id=${clientID}&client_secret=${clientSecret}`),
    ]) {
      expect(reply.status).toBe(200);
      expect(reply.headers.get("cache-control")).toBe("no-store");
      expect(reply.body).toEqual({
        access_token: expect.any(String),
        token_type: "Bearer",
        expires_in: 3600,
      });
      const authorization = `bearer ${textAt(reply.body, "/access_token")}`;
      expect((await mock.call(`GET ${robots}`, { headers: { authorization } })).status).toBe(200);
    }
  });

  it("are refused as RFC 6749 says", async () => {
    const { clientID, clientSecret } = mock.identities[0];
    const good = basic(clientID, clientSecret);
    const wrong = await ask(grant, basic(clientID, "no"));
    expect(wrong).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(wrong.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect(await ask(grant)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(await ask("grant_type=password", good)).toMatchObject({
      status: 400,
      body: { error: "unsupported_grant_type" },
    });
    expect(await ask("", good)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    expect(await ask(`${grant}&${grant}`, good)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    expect(await ask(`${grant}&client_id=${clientID}&client_secret=${clientSecret}`, good)).toMatchObject({
      status: 400,
    });
    expect(await ask(`${grant}&scope=all`, good)).toMatchObject({
      status: 400,
      body: { error: "invalid_scope" },
    });
    expect(await mock.call("GET /token")).toMatchObject({ status: 405 });
    expect(
      await mock.call("POST /token", { json: { grant_type: "client_credentials" }, headers: good }),
    ).toMatchObject({ status: 400 });
  });

  it("run out by the clock", async () => {
    expect((await get(robots)).status).toBe(200);
    pass(3_600_000);
    const late = await get(robots);
    expect(late.status).toBe(401);
    expect(late.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("are refused for a wrong scheme, a made-up token and none at all", async () => {
    const none = await mock.call(`GET ${robots}`);
    expect(none.status).toBe(401);
    expect(none.headers.get("www-authenticate")).toBe('Bearer realm="mock"');
    expect((await mock.call(`GET ${robots}`, { headers: { authorization: "Bearer made-up" } })).status).toBe(
      401,
    );
    const { clientID, clientSecret } = mock.identities[0];
    expect((await mock.call(`GET ${robots}`, { headers: basic(clientID, clientSecret) })).status).toBe(401);
  });

  it("are fetched with a created credential until it is deleted; the secret is shown once; use is noted", async () => {
    const path = `${robots}/${textAt((await create({ name: "Ada" })).body, "/id")}/keys`;
    const key = await mock.call(`POST ${path}`, {
      headers,
      json: { label: "k", secret: "mine", client: "mine" },
    });
    const secret = textAt(key.body, "/secret");
    expect(secret).not.toBe("mine");
    const keyPath = `${path}/${textAt(key.body, "/id")}`;
    const shown = await get(keyPath);
    expect(JSON.stringify(shown.body)).not.toContain(secret);
    expect(shown.body).not.toHaveProperty("used_at");
    const credentials = basic(textAt(key.body, "/client"), secret);
    pass(5000);
    const issued = await ask(grant, credentials);
    expect(at((await get(keyPath)).body, "/used_at")).toBe("2026-01-01T00:00:05.000Z");
    const authorization = `Bearer ${textAt(issued.body, "/access_token")}`;
    expect((await mock.call(`GET ${robots}`, { headers: { authorization } })).status).toBe(200);
    expect(
      (await mock.call(`GET /fleets/${mock.identities[1].tenant?.id}/robots`, { headers: { authorization } }))
        .status,
    ).toBe(403);
    await mock.call(`DELETE ${keyPath}`, { headers });
    expect((await ask(grant, credentials)).status).toBe(401);
    expect((await mock.call(`GET ${robots}`, { headers: { authorization } })).status).toBe(200);
  });

  it("carry the scopes that were asked for, else all; an operation refuses a token without its own", async () => {
    const { clientID, clientSecret } = mock.identities[0];
    const narrow = await ask(`${grant}&scope=robots:read`, basic(clientID, clientSecret));
    expect(narrow.body).toMatchObject({ scope: "robots:read" });
    const authorization = `Bearer ${textAt(narrow.body, "/access_token")}`;
    expect((await mock.call(`GET ${robots}`, { headers: { authorization } })).status).toBe(200);
    const refused = await mock.call(`DELETE ${robots}/x`, { headers: { authorization } });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("www-authenticate")).toContain(
      'error="insufficient_scope", scope="robots:write"',
    );
    expect((await mock.call(`DELETE ${robots}/x`, { headers })).status).toBe(404);
  });

  it("of an identity can be had expired and without scopes, for calls that must be refused", async () => {
    const [identity] = mock.identities;
    const list = async (wish: TokenWish): Promise<number> => {
      const authorization = `Bearer ${await identity.token(wish)}`;
      return (await mock.call(`GET ${robots}`, { headers: { authorization } })).status;
    };
    expect(await list({})).toBe(200);
    expect(await list({ isExpired: true })).toBe(401);
    // The list takes any bearer token; changes need a scope.
    const authorization = `Bearer ${await identity.token({ scopes: [] })}`;
    const refused = await mock.call(`DELETE ${robots}/x`, { headers: { authorization } });
    expect(refused.status).toBe(403);
  });
});
