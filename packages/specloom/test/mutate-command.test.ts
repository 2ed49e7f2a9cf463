import { describe, expect, it } from "vitest";

import { configText, makeProject, runCli } from "./run-cli.ts";

const DOCUMENT = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        "200": { description: All., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Note" } } } } }
    post:
      operationId: createNote
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } }
      responses:
        "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
        "400": { description: Faulty. }
  /notes/{note_id}:
    get:
      operationId: retrieveNote
      parameters: [{ name: note_id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
        "404": { description: None. }
components:
  schemas:
    Note:
      type: object
      required: [id, text]
      properties: { id: { type: string }, text: { type: string } }
      x-specloom: { identity: id, managed: { id: create } }
`;

const FILES = { "openapi.yaml": DOCUMENT };

describe("specloom mutate", () => {
  it("says which fault is found", async () => {
    const project = await makeProject(FILES);
    const args = ["mutate", "--document", "openapi.yaml", "--only", "create-is-not-kept"];
    const { code, stdout, stderr } = await runCli(project, ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^chosen: 1 of 1 killed \(100\.0 %\)\n {2}lifecycle +1 of 1\n/);
  });

  it("gives each fault with the check that found it, as JSON", async () => {
    const project = await makeProject(FILES);
    const args = ["mutate", "--document", "openapi.yaml", "--only", "retrieve-retypes", "--json"];
    const { stdout } = await runCli(project, ...args);
    expect(JSON.parse(stdout)).toMatchObject({
      holds: true,
      kinds: [{ trials: [{ fault: { id: "retrieve-retypes" }, verdict: "killed" }], alarms: [] }],
    });
  });

  it("reads the document with the overlays of the configuration", async () => {
    const overlay = `overlay: 1.0.0
info: { title: No creation, version: 1.0.0 }
actions: [{ target: "$.paths['/notes'].post", remove: true }]
`;
    const config = configText('\n  overlays: ["overlay.yaml"],');
    const project = await makeProject({ ...FILES, "overlay.yaml": overlay, "specloom.config.ts": config });
    const { code, stderr } = await runCli(project, "mutate", "--only", "create-is-not-kept");
    expect(code).toBe(2);
    expect(stderr).toContain("The document has no fault");
  });

  it("does not count a fault that no request shows", async () => {
    const project = await makeProject(FILES);
    const only =
      "constraint:paths/~1notes/post/requestBody/content/application~1json/schema/required-with-text";
    const args = ["mutate", "--document", "openapi.yaml", "--only", "skip:listNotes/header"];
    expect((await runCli(project, ...args)).stdout).toMatch(/check left out +0 of 0, 1 never differ/);
    expect((await runCli(project, ...args.slice(0, -1), only)).stderr).toContain("no fault with the id");
  });

  it.each([
    { args: ["--only", "no-such-fault"], says: "no fault with the id no-such-fault" },
    { args: ["--seed", "x"], says: "--seed takes a whole number, not x" },
    { args: ["--config", "a", "--document", "b"], says: "give one of them" },
    { args: ["--surprise"], says: "--surprise" },
    { args: ["--document", "missing.yaml"], says: "missing.yaml" },
  ])("cannot run with $args", async ({ args, says }) => {
    const project = await makeProject(FILES);
    const given = args.includes("--document") ? args : ["--document", "openapi.yaml", ...args];
    const { code, stderr } = await runCli(project, "mutate", ...given);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});
