// What a consumer gets: every package packed as it would be published, installed by npm outside the workspace, type-checked
// and run there.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMockServer, type MockServer } from "@specloom/mock-server";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTarball } from "../scripts/release/read-tarball.ts";
import { findTarballFaults } from "../scripts/release/tarball-faults.ts";
import { run, runWell } from "./run.ts";
import { ROOT, TSC, listPublished, makeScratch } from "./workspace.ts";

const MINUTE = 60_000;
const OLDEST_NODE = "20.20.2";
/** Of another major than the one that the contract command brings along. */
const USERS_VITEST = "3.2.4";
const GENERATED = ["@specloom/keycard-types", "@specloom/keycard-client", "@specloom/keycard-contract-tests"];

const published = await listPublished();
let scratch: string;
let tarballs: Map<string, string>;
let server: MockServer;

beforeAll(async () => {
  scratch = await makeScratch("packages");
  tarballs = new Map();
  for (const { folder, manifest } of published) {
    const destination = join(scratch, "tarballs", manifest.name.replace("/", "-"));
    await mkdir(destination, { recursive: true });
    await runWell("pnpm", ["pack", "--pack-destination", destination], { cwd: folder, shell: true });
    const [file] = await readdir(destination);
    tarballs.set(manifest.name, join(destination, file ?? ""));
  }
  server = await startMockServer({ document: join(ROOT, "spec/openapi.yaml") });
}, 2 * MINUTE);

afterAll(async () => {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
});

describe.each(published.map(({ manifest }) => manifest.name))("%s", (name) => {
  test("publint has nothing to say", async () => {
    const { buffer } = Uint8Array.from(await readFile(tarballs.get(name) ?? ""));
    const { messages } = await publint({ strict: true, pack: { tarball: buffer } });
    expect(messages.map((message) => formatMessage(message, { name }, { color: false }))).toEqual([]);
  });

  test("its types resolve for every consumer that it supports", async () => {
    const attw = join(ROOT, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const tarball = tarballs.get(name) ?? "";
    const { code, stdout } = await run(
      process.execPath,
      [attw, tarball, "--profile", "esm-only", "--no-emoji"],
      {
        cwd: scratch,
      },
    );
    expect(code, stdout).toBe(0);
  });

  test("its tarball holds what runs, the licence and a README, and nothing that is nobody's business", async () => {
    const files = await readTarball(tarballs.get(name) ?? "");
    expect(findTarballFaults(files, ROOT)).toEqual([]);
  });
});

describe("a project outside the workspace", () => {
  let project: string;

  beforeAll(async () => {
    project = join(scratch, "project");
    await mkdir(project);
    const dependencies = Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]));
    await writeProject(project, dependencies);
    await runWell("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], {
      cwd: project,
      shell: true,
    });
  }, 5 * MINUTE);

  test.each([
    { module: "nodenext", moduleResolution: "nodenext" },
    { module: "esnext", moduleResolution: "bundler" },
  ])("type-checks under $moduleResolution", async ({ module, moduleResolution }) => {
    const flags = ["--module", module, "--moduleResolution", moduleResolution];
    const { code, stdout } = await run(process.execPath, [TSC, "-p", ".", ...flags], { cwd: project });
    expect(code, stdout).toBe(0);
  });

  test.each(["the workspace's Node", OLDEST_NODE])("makes a call of each face on %s", async (version) => {
    const node = version === OLDEST_NODE ? join(project, "node_modules/node/bin/node") : process.execPath;
    const [owner] = server.identities;
    const stdout = await runWell(node, ["call.mjs"], {
      cwd: project,
      environment: {
        KEYCARD_API_BASE_URL: server.url,
        KEYCARD_API_CLIENT_ID: owner?.clientID ?? "",
        KEYCARD_API_CLIENT_SECRET: owner?.clientSecret ?? "",
        ORGANIZATION_ID: owner?.tenant?.id ?? "",
      },
    });
    expect(JSON.parse(stdout)).toEqual({
      created: "from outside",
      listed: ["from outside"],
      required: true,
      missing: "NotFoundError",
    });
  });

  test(
    "runs the contract tests from there",
    async () => {
      const [owner] = server.identities;
      const command = join(
        project,
        "node_modules/@specloom/keycard-contract-tests/dist/generated/command.js",
      );
      const args = ["--base-url", server.url, "--param", `organization_id=${owner?.tenant?.id ?? ""}`];
      const { code, stdout, stderr } = await run(process.execPath, [command, ...args], {
        cwd: project,
        environment: {
          KEYCARD_API_CLIENT_ID: owner?.clientID ?? "",
          KEYCARD_API_CLIENT_SECRET: owner?.clientSecret ?? "",
        },
      });
      expect(code, stdout + stderr).toBe(0);
    },
    MINUTE,
  );

  test.each(["specloom", "@specloom/mock-server"])("%s tells an older Node what it needs", async (name) => {
    const modules = join(project, "node_modules");
    const { code, stdout, stderr } = await run(
      join(modules, "node/bin/node"),
      [join(modules, name, "dist/cli.js"), "--help"],
      { cwd: project },
    );
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^specloom(-mock)?: it needs Node 22\.18 or newer and this is Node 20\.20\.2\. Install .*\n$/,
    );
  });

  test.each([
    ["passes", "none", 0, /Tests .*\d{3} passed/],
    ["fails", "drop", 1, /FAIL .*reads?.*|GET \/organizations\/\{organization_id\}/],
  ])(
    "declares the contract under the vitest of the project, where it %s",
    async (...[, fault, status, text]) => {
      const { code, stdout, stderr } = await runUsersTests(project, fault);
      expect(code, stdout + stderr).toBe(status);
      expect(stdout + stderr).toContain(`v${USERS_VITEST}`);
      expect(stdout).toMatch(text);
    },
    2 * MINUTE,
  );
});

async function runUsersTests(project: string, fault: string): ReturnType<typeof run> {
  const vitest = join(project, "node_modules/vitest/vitest.mjs");
  return run(process.execPath, [vitest, "run", "contract.test.mjs"], {
    cwd: project,
    environment: { FAULT: fault },
  });
}

async function writeProject(folder: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: { ...dependencies, node: OLDEST_NODE, vitest: USERS_VITEST },
    // Packed packages name each other by version; here every one of them is the tarball beside it.
    overrides: dependencies,
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "es2022",
        lib: ["es2022", "dom"],
        types: [],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
      },
      files: ["consumer.ts"],
    }),
  );
  await writeFile(join(folder, "consumer.ts"), CONSUMER);
  await writeFile(join(folder, "call.mjs"), CALL);
  await writeFile(join(folder, "contract.test.mjs"), CONTRACT_TEST);
}

const CONSUMER = `
import { createClient, NotFoundError } from "${GENERATED[1]}";
import { createBareClient } from "${GENERATED[1]}/bare";
import { createPathClient } from "${GENERATED[1]}/paths";
import { serviceAccounts } from "${GENERATED[1]}/resources/organizations/service-accounts";
import { validateResponses, type ResponseValidationError } from "${GENERATED[1]}/validate";
import { contract } from "${GENERATED[2]}";
import type { ServiceAccount, CredentialCreateParams } from "${GENERATED[0]}";
import type { paths } from "${GENERATED[0]}/openapi";

const client = createClient();
const account: ServiceAccount = await client.organizations.serviceAccounts.create("org", { name: "name" });
const params: CredentialCreateParams = { organization_id: "org", name: "name" };
const secret: string = (await client.organizations.serviceAccounts.credentials.create(account.id, params)).client_secret;
// @ts-expect-error a name is needed
await client.organizations.serviceAccounts.create("org", {});
// @ts-expect-error no secret outside creation
account.client_secret;

const { name } = await serviceAccounts(createBareClient({ token: "t" })).retrieve(account.id, { organization_id: "org" });
name.trim();
for await (const { name } of client.organizations.serviceAccounts.list("org", { limit: 10 })) name.trim();
const told: ResponseValidationError[] = [];
client.paths.use(validateResponses({ mode: "warn", report: (fault) => told.push(fault) }));

const { data, error } = await createPathClient().GET("/organizations/{organization_id}/service-accounts", {
  params: { path: { organization_id: "org" }, query: { limit: 10 } },
});
const first: string | undefined = data?.items[0]?.id ?? error?.message;
export const declare = (): void =>
  contract({ baseUrl: "http://app.test", identities: { owner: { credentials: { token: "token" } } }, conventions: "warn" });
// @ts-expect-error a server is needed
contract({});
export type Path = keyof paths;
export { first, secret, NotFoundError };
`;

const CONTRACT_TEST = `
import { contract, model } from "${GENERATED[2]}";
import { createMockApp } from "@specloom/mock-server";

const app = createMockApp({ model });
const [owner, other] = app.identities.map(({ clientID, clientSecret, tenant }) => ({
  credentials: { clientId: clientID, clientSecret },
  parameters: { organization_id: tenant?.id ?? "" },
}));
contract({
  baseUrl: "http://keycard.test",
  identities: { owner, other },
  fetch: async (request) => {
    const answer = await app.fetch(request);
    if (process.env.FAULT !== "drop" || request.method !== "GET" || answer.status !== 200) return answer;
    const body = await answer.json();
    delete body.updated_at;
    return Response.json(body, { headers: answer.headers });
  },
});
`;

const CALL = `
import { createRequire } from "node:module";
import { createClient, NotFoundError } from "${GENERATED[1]}";
import { createPathClient } from "${GENERATED[1]}/paths";
import { validateResponses } from "${GENERATED[1]}/validate";

const organization = process.env.ORGANIZATION_ID;
const client = createClient();
client.paths.use(validateResponses({ mode: "throw" }));
const { serviceAccounts } = client.organizations;
const account = await serviceAccounts.create(organization, { name: "from outside" });
const { data } = await createPathClient().GET("/organizations/{organization_id}/service-accounts", {
  params: { path: { organization_id: organization } },
});
await serviceAccounts.delete(account.id, { organization_id: organization });
const missing = await serviceAccounts.retrieve(account.id, { organization_id: organization }).catch((error) => error);
console.log(
  JSON.stringify({
    created: account.name,
    listed: data.items.map((item) => item.name),
    required: createRequire(import.meta.url)("${GENERATED[1]}").createClient === createClient,
    missing: missing instanceof NotFoundError ? missing.name : String(missing),
  }),
);
`;
