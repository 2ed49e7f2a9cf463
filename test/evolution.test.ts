// The document changes and nothing else is touched by hand: types, client, contract tests and mock server all follow.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startMockServer, type MockServer } from "@specloom/mock-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runContract } from "./contract.ts";
import { run, runWell } from "./run.ts";
import { startTamperingProxy } from "./tampering-proxy.ts";
import { ROOT, TSC, copyWorkspace, makeScratch } from "./workspace.ts";

const SPECLOOM = join(ROOT, "packages/specloom/dist/cli.js");
const GENERATED = ["types", "client", "contract-tests"];

let scratch: string;
let server: MockServer;
let before: ReadonlyMap<string, string>;

beforeAll(async () => {
  scratch = await makeScratch("evolution");
  await copyWorkspace(scratch);
  before = await readSources(scratch);
  await addProperty(join(scratch, "spec/components/schemas/ServiceAccount.yaml"));
  await addQueryParameter(join(scratch, "spec/paths/service-accounts.yaml"));
  await runWell(process.execPath, [SPECLOOM, "generate", "--config", "spec/specloom.config.ts"], {
    cwd: scratch,
  });
  for (const name of GENERATED) {
    await runWell(process.execPath, [TSC, "-p", `packages/${name}/tsconfig.build.json`], { cwd: scratch });
  }
  server = await startMockServer({ document: join(scratch, "spec/openapi.yaml") });
}, 120_000);

afterAll(async () => {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
});

test("only generated files and the edited document differ", async () => {
  const after = await readSources(scratch);
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  const byHand = changed.filter((path) => !/[\\/]src[\\/]generated[\\/]/u.test(path)).toSorted();
  expect(byHand.map((path) => path.replaceAll("\\", "/"))).toEqual([
    "spec/components/schemas/ServiceAccount.yaml",
    // What arrived of the document, by keyword: the generator writes it beside the lock of names.
    "spec/fidelity.json",
    "spec/paths/service-accounts.yaml",
  ]);
  // The client's data says nothing of members and plain query parameters: it shows them through the types.
  for (const name of ["types", "contract-tests"]) {
    expect(changed.some((path) => path.startsWith(join("packages", name)))).toBe(true);
  }
});

test("types and client show both", async () => {
  const consumer = join(scratch, "packages/client/consumer.ts");
  await writeFile(
    consumer,
    `import { createClient } from "./dist/index.js";
const page = await createClient().organizations.serviceAccounts.list("org", { zone: "eu" });
export const zone: "eu" | "us" | (string & {}) | undefined = page.items[0]?.zone;
// @ts-expect-error not one of the document's zones
await createClient().organizations.serviceAccounts.list("org", { zone: "moon" });
`,
  );
  const flags =
    "--noEmit --strict --module nodenext --moduleResolution nodenext --target es2023 --lib es2023,dom --types node";
  const { code, stdout } = await run(process.execPath, [TSC, ...flags.split(" "), consumer], {
    cwd: scratch,
  });
  expect(code, stdout).toBe(0);
});

test("the mock server serves the property and knows the parameter", async () => {
  const { createClient } = (await import(
    pathToFileURL(join(scratch, "packages/client/dist/index.js")).href
  )) as { createClient: (options: Readonly<Record<string, string>>) => EvolvedClient };
  const [owner] = server.identities;
  const client = createClient({
    baseUrl: server.url,
    clientId: owner?.clientID ?? "",
    clientSecret: owner?.clientSecret ?? "",
  });
  const { serviceAccounts } = client.organizations;
  const organization = owner?.tenant?.id ?? "";
  const account = await serviceAccounts.create(organization, { name: "zoned" });
  expect(["eu", "us"]).toContain(account.zone);
  const { items } = await serviceAccounts.list(organization, { zone: account.zone });
  expect(items.map(({ id }) => id)).toContain(account.id);
  await expect(serviceAccounts.list(organization, { zone: "moon" })).rejects.toMatchObject({ status: 400 });
});

test("the contract tests hold on it, and find a server that answers another zone", async () => {
  const good = await runContract(scratch, server);
  expect(good.code, good.stdout + good.stderr).toBe(0);
  const proxy = await startTamperingProxy(server.url, (object) => {
    if ("zone" in object) object["zone"] = "moon";
  });
  try {
    const bad = await runContract(scratch, server, proxy.url);
    expect(bad.code, bad.stdout + bad.stderr).toBe(1);
    expect(bad.stdout).toContain("#/components/schemas/ServiceAccount/properties/zone");
  } finally {
    await proxy.close();
  }
});

interface EvolvedClient {
  readonly organizations: {
    readonly serviceAccounts: {
      create(organization: string, params: { name: string }): Promise<{ id: string; zone: string }>;
      list(organization: string, params: { zone: string }): Promise<{ items: { id: string }[] }>;
    };
  };
}

async function addProperty(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const property =
    "  zone:\n    type: string\n    enum: [eu, us]\n    description: Where the account lives.\n";
  await writeFile(file, text.replace("x-specloom:\n", `${property}x-specloom:\n`));
}

async function addQueryParameter(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const parameter =
    "    - name: zone\n      in: query\n      description: Only accounts of this zone.\n      schema: { type: string, enum: [eu, us] }\n";
  await writeFile(file, text.replace(/(\nget:\n[\s\S]*?\n  parameters:\n)/u, `$1${parameter}`));
}

/** Every file below `spec/` and the packages that a person or the generator writes. */
async function readSources(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = [...(await listFiles(folder, "spec")), ...(await listFiles(folder, "packages"))];
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const)),
  );
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const nested = entries
    .filter(({ name }) => name !== "node_modules" && name !== "dist")
    .map(async (entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? listFiles(folder, path) : [path];
    });
  return (await Promise.all(nested)).flat();
}
