import { loadDocument } from "@specloom/api-model";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMockApp, DocumentError, startMockServer } from "../src/index.ts";
import { fixturePath } from "./checked-mock.ts";
import { runCommand } from "./run-command.ts";

describe("startMockServer", () => {
  it("serves a path or a parsed document on a free port, logs each request, and stops", async () => {
    const { document } = await loadDocument(fixturePath("tenanted"));
    if (document === undefined) throw new Error("the fixture cannot be read");
    for (const source of [fixturePath("tenanted"), document]) {
      const lines: string[] = [];
      const server = await startMockServer({ document: source, log: (line) => lines.push(line) });
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const [identity] = server.identities;
      const path = `/fleets/${identity?.tenant?.id}/robots`;
      const headers = {
        authorization: `Bearer ${await identity?.token()}`,
        "content-type": "application/json",
      };
      const created = await fetch(server.url + path, { method: "POST", headers, body: '{"name":"Ada"}' });
      expect(created.status).toBe(201);
      const long = new ReadableStream({
        start(controller): void {
          for (let chunk = 0; chunk < 20; chunk += 1) controller.enqueue(new Uint8Array(65_536).fill(32));
          controller.close();
        },
      });
      const refused = await fetch(server.url + path, { method: "POST", headers, body: long, duplex: "half" });
      expect(refused.status).toBe(413);
      const fetched = await fetch(`${server.url}${path}?limit=0`, { headers });
      expect(await fetched.json()).toMatchObject({ status: 400 });
      await server.close();
      expect(lines).toEqual([
        expect.stringMatching(/^POST \/fleets\/\w+\/robots 201 [\d.]+ ms$/),
        expect.stringMatching(/^POST .* 413 .*longer than/),
        expect.stringMatching(/^GET \S+\?limit=0 400 .* must be >= 1$/),
      ]);
      await expect(fetch(server.url + path)).rejects.toThrow("fetch failed");
    }
  });

  it("keeps keys out of the log", async () => {
    const lines: string[] = [];
    const server = await startMockServer({ document: fixturePath("paged"), log: (line) => lines.push(line) });
    await fetch(`${server.url}/tasks?page=1&api_key=hush&x=1`);
    await server.close();
    expect(lines[0]).toContain("/tasks?page=1&api_key=***&x=1 401");
  });

  it("applies overlays first, by option and by flag", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-overlay-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const overlay = join(folder, "overlay.yaml");
    const text =
      "overlay: 1.0.0\ninfo: { title: None, version: 1.0.0 }\nactions: [{ target: \"$.paths['/tasks']\", remove: true }]\n";
    await writeFile(overlay, text);
    const server = await startMockServer({ document: fixturePath("paged"), overlays: [overlay] });
    expect((await fetch(`${server.url}/tasks`)).status).toBe(404);
    await server.close();
    const gone = await runCommand([fixturePath("paged"), "--overlay", join(folder, "gone.yaml")]);
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining("overlay-unreadable") });
  });

  it("tells all that is wrong with a document", async () => {
    const failure = await startMockServer({ document: fixturePath("missing") }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(DocumentError);
    expect(failure).toMatchObject({ problems: [{ severity: "fatal" }] });
  });
});

describe("createMockApp", () => {
  it("serves a bundled document without a port", async () => {
    const { document } = await loadDocument(fixturePath("tenanted"));
    if (document === undefined) throw new Error("the fixture cannot be read");
    const mock = createMockApp(document, { seed: 7 });
    const [identity] = mock.identities;
    const response = await mock.fetch(
      new Request(`http://mock.test/fleets/${identity?.tenant?.id}/robots`, {
        headers: { authorization: `Bearer ${await identity?.token()}` },
      }),
    );
    expect(response.status).toBe(200);
  });
});

describe("specloom-mock", () => {
  it("prints once where it is and who is known, then a line a request, and stops on a signal", async () => {
    let asked = false;
    const run = await runCommand(["--", fixturePath("tenanted"), "--seed", "7"], (stdout, stop) => {
      const url = /mock server at (\S+)/.exec(stdout)?.[1];
      if (url !== undefined && stdout.includes("client secret") && !asked) {
        asked = true;
        void fetch(`${url}/nothing`);
      }
      if (stdout.includes("GET /nothing 404")) stop();
    });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout.match(/client id/g)).toHaveLength(2);
    expect(run.stdout).toMatch(/token URL +http:\/\/127\.0\.0\.1:\d+\/token/);
    expect(run.stdout).toMatch(/fleet_id +\w+/);
  });

  it("is quiet when told", async () => {
    const run = await runCommand([fixturePath("tenanted"), "--quiet"], (stdout, stop) => {
      const url = /mock server at (\S+)/.exec(stdout)?.[1];
      if (url !== undefined) void fetch(`${url}/nothing`).then(stop);
    });
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain("/nothing");
  });

  it.each([
    [["--nothing"], "--nothing"],
    [["a.yaml", "--port"], "--port"],
    [["a.yaml", "--port", "x"], "--port"],
    [["a.yaml", "--port", "70000"], "--port"],
    [["a.yaml", "--seed", "-1"], "--seed"],
    [["a.yaml", "--latency", "soon"], "--latency"],
    [["a.yaml", "--fault-rate", "2"], "--fault-rate"],
    [["a.yaml", "--cors", "app.example"], "--cors"],
    [[], "no document"],
    [["a.yaml", "b.yaml"], "b.yaml"],
  ])("shows its usage for %j and exits 2", async (args, named) => {
    const run = await runCommand(args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(named);
    expect(run.stderr).toContain("Usage: specloom-mock");
  });

  it("lists a document's problems and exits 1", async () => {
    const run = await runCommand([fixturePath("missing")]);
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toMatch(/^fatal /);
  });

  it("says so where the port is in use, and exits 2", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const run = await runCommand([fixturePath("paged"), "--port", port]);
    taken.close();
    expect(run.code).toBe(2);
    expect(run.stderr).toBe(
      `specloom-mock: port ${port} of 127.0.0.1 is in use; choose another with --port, or --port 0 for a free one\n`,
    );
  });

  it("helps", async () => {
    expect(await runCommand(["--help"])).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining("--quiet"),
    });
  });
});
