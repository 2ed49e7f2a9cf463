import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startMockServer, type MockServer, type MockServerOptions } from "../src/index.ts";
import { basic, fixturePath, textAt } from "./checked-mock.ts";
import { runCommand } from "./run-command.ts";

let folder: string;
let database: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-"));
  database = join(folder, "state.db");
});

afterEach(() => rm(folder, { recursive: true }));

async function start(options: Partial<MockServerOptions> = {}): Promise<MockServer> {
  return startMockServer({ document: fixturePath("tenanted"), database, ...options });
}

type Reply = { readonly status: number; readonly body: never };

async function call(server: MockServer, request: string, json?: object): Promise<Reply> {
  const [method = "", path = ""] = request.split(" ");
  const [identity] = server.identities;
  const response = await fetch(`${server.url}/fleets/${identity?.tenant?.id}/robots${path}`, {
    method,
    headers: { authorization: `Bearer ${await identity?.token()}`, "content-type": "application/json" },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as never };
}

function exchange(server: MockServer, key: Reply): Promise<Response> {
  const headers = basic(textAt(key.body, "/client"), textAt(key.body, "/secret"));
  const body = new URLSearchParams({ grant_type: "client_credentials" });
  return fetch(`${server.url}/token`, { method: "POST", headers, body });
}

function run(document: string, file: string): ReturnType<typeof runCommand> {
  return runCommand([fixturePath(document), "--db", file]);
}

describe("--db", () => {
  it("keeps things, credentials and deletions over starts, and repeats no id", async () => {
    const ids = new Set<string>();
    let server = await start();
    const kept = await call(server, "POST ", { name: "kept" });
    const gone = await call(server, "POST ", { name: "gone" });
    const robot = textAt(kept.body, "/id");
    const key = await call(server, `POST /${robot}/keys`, { label: "a" });
    const dead = await call(server, `POST /${robot}/keys`, { label: "b" });
    await call(server, `DELETE /${robot}/keys/${textAt(dead.body, "/id")}`);
    expect((await call(server, `DELETE /${textAt(gone.body, "/id")}`)).status).toBe(204);
    for (const one of [kept, gone]) ids.add(textAt(one.body, "/id"));
    await server.close();
    for (let round = 0; round < 3; round += 1) {
      server = await start();
      expect(await call(server, `GET /${robot}`)).toMatchObject({ status: 200, body: kept.body });
      expect((await call(server, `GET /${textAt(gone.body, "/id")}`)).status).toBe(404);
      expect((await exchange(server, key)).status).toBe(200);
      expect((await exchange(server, dead)).status).toBe(401);
      const fresh = await call(server, "POST ", { name: `round ${round}` });
      expect(fresh.status).toBe(201);
      expect(ids).not.toContain(textAt(fresh.body, "/id"));
      ids.add(textAt(fresh.body, "/id"));
      await server.close();
    }
  });

  it("refuses another document's file, a newer one, one in use and a foreign one, and exits 2", async () => {
    const server = await start();
    const inUse = await run("tenanted", database);
    expect(inUse).toMatchObject({ code: 2, stdout: "" });
    expect(inUse.stderr).toMatch(/state\.db is in use by another process; stop that one/);
    await server.close();
    const other = await run("paged", database);
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/state\.db holds the state of another document/);
    const raw = new DatabaseSync(database);
    raw.exec("PRAGMA user_version = 99");
    raw.close();
    const newer = await run("tenanted", database);
    expect(newer.code).toBe(2);
    expect(newer.stderr).toMatch(/newer mock server \(layout 99/);
    const text = join(folder, "notes.txt");
    await writeFile(text, "no database at all ".repeat(100));
    expect(await run("tenanted", text)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is no database"),
    });
  });
});

async function post(server: MockServer, name: string, body: object | string): Promise<Reply> {
  const isJson = typeof body === "object";
  const response = await fetch(`${server.url}/__specloom/${name}`, {
    method: "POST",
    headers: { "content-type": isJson ? "application/json" : "text/plain" },
    body: isJson ? JSON.stringify(body) : body,
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as never };
}

describe("--admin", () => {
  it("seeds, moves the clock and begins anew", async () => {
    const server = await start({ admin: true });
    const path = `/fleets/${server.identities[0]?.tenant?.id}/robots`;
    const seeded = await post(server, "seed", { path, items: [{ name: "a" }, { name: "b" }] });
    expect(seeded).toMatchObject({ status: 200, body: { created: [{ name: "a" }, { name: "b" }] } });
    expect(await post(server, "seed", { path, items: [{ name: "c" }, { name: "a" }] })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("item 1 was refused with 409"), created: [{ name: "c" }] },
    });
    const token = await server.identities[0]?.token();
    const list = (): Promise<Response> =>
      fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await list()).json()).toMatchObject({ items: { length: 3 } });
    await post(server, "clock", { now: "2031-01-01T00:00:00Z" });
    expect((await list()).status).toBe(401);
    const late = await call(server, "POST ", { name: "late" });
    expect(textAt(late.body, "/created_at")).toMatch(/^2031-01-01T00:00:0/);
    expect((await post(server, "clock", { now: "soon" })).status).toBe(400);
    expect((await post(server, "reset", {})).status).toBe(204);
    expect(await call(server, "GET ")).toMatchObject({ status: 200, body: { items: [] } });
    expect((await post(server, "reset", "{}")).status).toBe(415);
    expect((await post(server, "nothing", {})).status).toBe(404);
    await server.close();
  });

  it("is served on request only, and never where others reach it", async () => {
    const server = await start();
    expect((await post(server, "reset", {})).status).toBe(404);
    await server.close();
    const refused = await runCommand([fixturePath("tenanted"), "--admin", "--host", "0.0.0.0"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("--admin works on a loopback address only");
    await expect(start({ admin: true, host: "0.0.0.0" })).rejects.toThrow("loopback");
  });
});
