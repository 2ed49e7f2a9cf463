// A project that `specloom init` made, released by its own scripts with what was published before.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Consumer } from "./consumer.ts";
import { rehearseEdit, type Edit, type Release } from "./edits.ts";
import { expectThat, show, Stage } from "./steps.ts";
import type { Registry } from "./verdaccio.ts";

const DOCUMENT = `openapi: 3.1.0
info: { title: Rehearsed, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    post:
      operationId: createPet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/PetCreate" } } }
      responses:
        "201": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
components:
  schemas:
    PetCreate:
      type: object
      required: [name]
      properties: { name: { type: string } }
    Pet:
      type: object
      required: [id, name]
      properties: { id: { type: string }, name: { type: string } }
`;

const CLIENT = "rehearsed-client";
const PROGRAM = `
import { createClient } from "${CLIENT}";

const pet = await createClient().pets.create({ name: "Rex" });
export const name: string = pet.name;
`;

const EDITS: readonly Edit[] = [
  {
    title: "a member more of an answer",
    file: "openapi.yaml",
    replace: [["{ id: { type: string }, name", "{ id: { type: string }, age: { type: integer }, name"]],
    wire: "additive",
    types: "additive",
  },
  {
    title: "a member of an answer that is gone",
    file: "openapi.yaml",
    replace: [
      ["required: [id, name]", "required: [id]"],
      [", age: { type: integer }, name: { type: string } }", ", age: { type: integer } }"],
    ],
    wire: "breaking",
    types: "breaking",
  },
];

export async function rehearseInit({
  folder,
  registry,
  workspace,
}: {
  readonly folder: string;
  readonly registry: Registry;
  /** Where the released command stands. */
  readonly workspace: string;
}): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, "openapi.yaml"), DOCUMENT);
  // What starts the rehearsal may be another package manager.
  const stage = new Stage(folder, { ...registry.environment, npm_config_user_agent: "npm", CI: "" });
  await stage.nodeWell(join(workspace, "packages/specloom/dist/cli.js"), "init", "openapi.yaml");
  await stage.runWell("npm", "install", "--no-audit", "--no-fund", "--prefer-online");
  await stage.runWell("npm", "run", "build");
  await stage.runWell("npm", "run", "check");
  show("ok     a project of specloom init installs, builds and passes its gate");

  const release = makeRelease(stage);
  const first = '---\n"rehearsed-types": minor\n---\n\nThe first release.\n';
  await writeFile(join(folder, ".changeset/first.md"), first);
  await release.version();
  await release.publish();
  const consumer = await Consumer.make({
    folder: join(folder, "..", "init-consumer"),
    environment: registry.environment,
    dependencies: { [CLIENT]: "^0.1.0" },
    program: PROGRAM,
    script: "",
  });
  const built = await consumer.build();
  expectThat(built.passes, `a consumer of ${CLIENT} builds`, built.output);
  for (const edit of EDITS) await rehearseEdit(edit, release, consumer);
}

function makeRelease(stage: Stage): Release {
  return {
    stage,
    package: CLIENT,
    propose: async () => {
      const { code } = await stage.run("npm", "run", "check");
      expectThat(code !== 0, "its gate fails before anything is proposed");
      const printed = await stage.runWell("npm", "run", "--silent", "changeset", "--", "--json");
      return printed;
    },
    check: async () => void (await stage.runWell("npm", "run", "check")),
    version: async () => void (await stage.runWell("npm", "run", "version-packages")),
    publish: async () => void (await stage.runWell("npm", "run", "release", "--", "--no-git-tag")),
  };
}
