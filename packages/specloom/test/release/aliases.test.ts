// A name that changed breaks code; an alias keeps it, and the same programs show that.
import { afterAll, expect, it } from "vitest";

import { ReleaseProject, removeTemplates } from "../release-project.ts";

afterAll(removeTemplates);

const PATHS = `  /notes/{id}:
    get:
      operationId: getNote
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
components:`;

const RENAMES = [
  {
    what: "a schema",
    edits: [
      ['schemas/Note"', 'schemas/Memo"'],
      ["    Note:\n", "    Memo:\n"],
    ],
    alias: 'schemas: { Note: "Memo" }',
    file: "types/src/generated/resources/notes.ts",
    keeps: /\/\*\* @deprecated Renamed: use `Memo`\. \*\/\nexport type Note = Memo;/,
  },
  {
    what: "an operationId",
    edits: [["operationId: getNote", "operationId: findNote"]],
    alias: 'operations: { getNote: "findNote" }',
    file: "types/src/generated/openapi.ts",
    keeps: /\/\*\* @deprecated Renamed: use `findNote`\. \*\/\n +getNote: operations\["findNote"\];/,
  },
  {
    what: "a path parameter",
    edits: [
      ["/notes/{id}", "/notes/{note_id}"],
      ["{ name: id, in: path", "{ name: note_id, in: path"],
    ],
    alias: 'paths: { "/notes/{id}": "/notes/{note_id}" }',
    file: "types/src/generated/openapi.ts",
    keeps: /"\/notes\/\{id\}": \{/,
  },
] as const;

it.each(RENAMES)("$what that is renamed breaks code, and does not with an alias", async (rename) => {
  const project = await ReleaseProject.make("1.0.0", { isReleased: false });
  await project.edit("openapi.yaml", "components:", PATHS);
  await project.runWell("generate");
  await project.runWell("baseline");
  let text = await project.read("openapi.yaml");
  for (const [from, to] of rename.edits) text = text.replaceAll(from, to);
  await project.write("openapi.yaml", text);
  const judge = async (): Promise<unknown> =>
    JSON.parse(await project.runWell("changeset", "--json")) as unknown;
  expect(await judge()).toMatchObject({ comparison: { wire: "none", types: "breaking" } });

  const config = await project.read("specloom.config.ts");
  const aliased = config.replace("names:", `aliases: { ${rename.alias} },\n  names:`);
  await project.write("aliased.config.ts", aliased);
  const proposal = JSON.parse(
    await project.runWell("changeset", "--json", "--config", "aliased.config.ts"),
  ) as {
    comparison: { types: string; bumps: Record<string, string> };
  };
  expect(await project.read(rename.file)).toMatch(rename.keeps);
  expect(["none", "additive"]).toContain(proposal.comparison.types);
  expect(proposal.comparison.bumps["@notes/client"]).not.toBe("major");
});

it.each([
  {
    alias: 'schemas: { Nota: "Memo" }',
    says: 'The alias "Nota" under aliases.schemas of the configuration leads to Memo',
  },
  { alias: 'operations: { listNotes: "createNote" }', says: "is a name that the document has again" },
  { alias: 'paths: { "/notes/{a}": "/notes" }', says: "has other parameters than /notes" },
])("an alias that cannot be kept is said: $alias", async ({ alias, says }) => {
  const project = await ReleaseProject.make();
  await project.edit("specloom.config.ts", "names:", `aliases: { ${alias} },\n  names:`);
  const { code, stderr } = await project.run("generate");
  expect(code).toBe(1);
  expect(stderr).toContain(says);
  expect(stderr).toContain("nothing was written");
});
