// The packages of this workspace, released from a copy of it.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startMockServer } from "@specloom/mock-server";
import { ROOT, TSC, copyWorkspace, listPublished } from "../../test/workspace.ts";
import { Consumer } from "./consumer.ts";
import { rehearseEdit, type Edit, type Release } from "./edits.ts";
import { expectThat, show, Stage } from "./steps.ts";
import type { Registry } from "./verdaccio.ts";

const CHANGESET = join(
  dirname(createRequire(import.meta.url).resolve("@changesets/cli/package.json")),
  "bin.js",
);
const CLI = "packages/specloom/dist/cli.js";
const CONFIG = ["--config", "spec/specloom.config.ts"];
const GENERATED = ["types", "client", "contract-tests"];
const CLIENT = "@specloom/keycard-client";

/** What the consumer writes: it reads an answer, and it makes what is sent. */
const PROGRAM = `
import { createClient } from "${CLIENT}";

const client = createClient();
const account = await client.organizations.serviceAccounts.create("org", { name: "name", description: "text" });
export const read: string | undefined = account.description;
`;

const CALL = `
import { createClient } from "${CLIENT}";

const { serviceAccounts } = createClient().organizations;
const account = await serviceAccounts.create(process.env.ORGANIZATION_ID, { name: "rehearsed" });
console.log(account.name);
`;

const CREATE = "spec/components/schemas/ServiceAccountCreate.yaml";
const EDITS: readonly Edit[] = [
  {
    title: "an optional member more of what is sent",
    file: CREATE,
    replace: [["properties:\n", "properties:\n  label:\n    type: string\n    description: A label.\n"]],
    wire: "additive",
    types: "additive",
  },
  {
    title: "another name of a member of what is sent",
    file: CREATE,
    replace: [
      ["required: [name]", "required: [title]"],
      ["\n  name:\n", "\n  title:\n"],
    ],
    wire: "breaking",
    types: "breaking",
  },
];

/** Releases everything, twice more after an edit; resolves to the folder with what is released last. */
export async function rehearseWorkspace(folder: string, registry: Registry): Promise<string> {
  await mkdir(folder);
  await copyWorkspace(folder);
  await addReleaseFiles(folder);
  const stage = new Stage(folder, registry.environment);
  const release = makeRelease(stage);
  const gate = await stage.nodeWell(CLI, "changeset", "--check", ...CONFIG);
  expectThat(
    gate.includes("Nothing was released yet"),
    "the gate passes before the first release, and says so",
  );

  const names = (await listPublished()).map(({ manifest }) => manifest.name);
  await writeFile(join(folder, ".changeset/first.md"), firstRelease(names));
  await release.version();
  await release.publish();
  show(`published ${names.length} packages`);

  const version = await versionOf(folder);
  const consumer = await Consumer.make({
    folder: join(folder, "..", "consumer"),
    environment: registry.environment,
    dependencies: { [CLIENT]: `^${version}` },
    program: PROGRAM,
    script: CALL,
  });
  const built = await consumer.build();
  expectThat(built.passes, `a consumer of ${CLIENT} ${version} builds`, built.output);
  await callMock(folder, consumer);
  for (const edit of EDITS) await rehearseEdit(edit, release, consumer);
  return folder;
}

/** Adds what releasing needs. What is installed is that of this workspace, linked: pnpm, which installs before it runs, may not touch it from here. */
async function addReleaseFiles(folder: string): Promise<void> {
  for (const name of [".changeset", "LICENSE", "pnpm-lock.yaml"])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  const text = await readFile(join(ROOT, "pnpm-workspace.yaml"), "utf8");
  await writeFile(
    join(folder, "pnpm-workspace.yaml"),
    text.replace(/^verifyDepsBeforeRun: .*$/m, "verifyDepsBeforeRun: false"),
  );
}

function makeRelease(stage: Stage): Release {
  return {
    stage,
    package: CLIENT,
    propose: () => stage.nodeWell(CLI, "changeset", "--json", ...CONFIG),
    check: async () => void (await stage.nodeWell(CLI, "changeset", "--check", ...CONFIG)),
    // The script of package.json, step by step: the copy has no commands of its own.
    version: async () => {
      await stage.nodeWell(CHANGESET, "version");
      await stage.nodeWell(CLI, "generate", ...CONFIG);
      await stage.nodeWell(CLI, "baseline", ...CONFIG);
    },
    publish: async () => {
      for (const name of GENERATED)
        await stage.nodeWell(TSC, "-p", join("packages", name, "tsconfig.build.json"));
      await stage.nodeWell(join(ROOT, "scripts/publish.ts"), "--no-git-tag");
    },
  };
}

function firstRelease(names: readonly string[]): string {
  const lines = names.map((name) => `"${name}": minor`);
  return `---\n${lines.join("\n")}\n---\n\nThe first release.\n`;
}

async function versionOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, "packages/client/package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

async function callMock(folder: string, consumer: Consumer): Promise<void> {
  const server = await startMockServer({ document: join(folder, "spec/openapi.yaml") });
  try {
    const [owner] = server.identities;
    const printed = await consumer.call({
      KEYCARD_API_BASE_URL: server.url,
      KEYCARD_API_CLIENT_ID: owner?.clientID ?? "",
      KEYCARD_API_CLIENT_SECRET: owner?.clientSecret ?? "",
      ORGANIZATION_ID: owner?.tenant?.id ?? "",
    });
    expectThat(printed === "rehearsed\n", "it calls a server");
  } finally {
    await server.close();
  }
}
