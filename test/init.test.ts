// The guide "Your own document", step by step: every command on it is run, in a folder outside the workspace, with packages
// that were packed as they would be published. `INIT_MANAGERS=pnpm,yarn` runs it with other package managers.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findPort } from "./find-port.ts";
import { startRegistry, type Registry } from "./registry.ts";
import { run, runWell, type Outcome } from "./run.ts";
import { ROOT, makeScratch } from "./workspace.ts";

const MINUTE = 60_000;
const CLI = join(ROOT, "packages/specloom/dist/cli.js");

/** How each package manager is called, and the npm package that brings it where the machine need not have it. */
const MANAGERS: Readonly<Record<string, { readonly command: string; readonly package?: string }>> = {
  npm: { command: "npm" },
  pnpm: { command: "pnpm" },
  yarn: { command: "yarn", package: "@yarnpkg/cli-dist@4.18.1" },
  "yarn-classic": { command: "yarn", package: "yarn@1.22.22" },
};
const chosen = (process.env["INIT_MANAGERS"] ?? "npm").split(",");

const guide = await readFile(join(ROOT, "docs/your-own-document.md"), "utf8");
const blocks = (language: string): string[] =>
  Array.from(
    guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms")),
    ([, text = ""]) => text,
  );
const [document = ""] = blocks("yaml");
const [program = ""] = blocks("ts");
const [firstChangeset = ""] = blocks("md");
const commands = blocks("sh").flatMap((block) => block.trimEnd().split("\n"));

let scratch: string;
let registry: Registry;
beforeAll(async () => {
  scratch = await makeScratch("init");
  registry = await startRegistry(join(scratch, "packed"));
}, 2 * MINUTE);
afterAll(async () => {
  await registry?.close();
  await rm(scratch, { recursive: true, force: true });
});

test.each(chosen)(
  "every step of the guide leads where it says, with %s",
  async (manager) => {
    const visitor = await Visitor.arrive(manager);
    try {
      for (const command of commands) {
        const check = STEPS[command];
        expect(check, `the guide says: ${command}`).toBeDefined();
        await check?.(visitor, command);
      }
      expect(Object.keys(STEPS)).toEqual(commands);
    } finally {
      await visitor.leave();
    }
  },
  10 * MINUTE,
);

/** What each command of the guide must do. */
const STEPS: Readonly<Record<string, (visitor: Visitor, command: string) => Promise<void>>> = {
  "npx specloom init openapi.yaml --dry-run": async (visitor, command) => {
    expect((await visitor.run(command)).stdout).toContain("would write  specloom.config.ts");
    expect(await readdir(visitor.folder)).toEqual(["openapi.yaml"]);
  },
  "npx specloom init openapi.yaml": async (visitor, command) => {
    expect((await visitor.run(command)).stdout).toContain(`a workspace of ${visitor.manager}`);
    expect(await visitor.read("specloom.config.ts")).toContain('dropPathPrefix: "/v1"');
  },
  "npm install": async (visitor, command) => {
    await visitor.run(command);
  },
  "npm run build": async (visitor, command) => {
    const { stdout } = await visitor.run(command);
    expect(stdout).toMatch(/4 operations, 2 schemas: \d+ files written/);
    expect(await visitor.read("packages/client/dist/index.js")).toContain("./generated/index.js");
    // The lock that `init` wrote holds the names that generation gives.
    expect(stdout).toContain("1 unchanged");
  },
  "npm run mock": async (visitor, command) => visitor.serve(command),
  "export PET_SHOP_TOKEN=…": async (visitor) => expect(visitor.token).not.toBe(""),
  "node packages/client/try.ts": async (visitor, command) => {
    await writeFile(
      join(visitor.folder, "packages/client/try.ts"),
      program.replace("4010", String(visitor.port)),
    );
    expect((await visitor.run(command)).stdout).toBe("Rex\n");
  },
  "npm run contract -- --base-url http://127.0.0.1:4010": async (visitor, command) => {
    expect((await visitor.run(command)).stdout).toContain(" checks held, 0 broken");
  },
  "npm run check": async (visitor, command) => {
    await visitor.run(command);
    const path = join(visitor.folder, "openapi.yaml");
    await writeFile(path, document.replace("maxLength: 40", "maxLength: 50"));
    const { stderr } = await visitor.run(command, 1);
    expect(stderr).toContain("out of date");
  },
  "npm run version-packages": async (visitor, command) => {
    await writeFile(join(visitor.folder, ".changeset/first.md"), firstChangeset);
    await visitor.run(command);
    for (const name of ["types", "client", "contract-tests"])
      expect(await visitor.read(`packages/${name}/package.json`)).toContain('"version": "0.1.0"');
    expect(await visitor.read("released/release.json")).toContain('"pet-shop-client": "0.1.0"');
  },
  "npm run changeset": async (visitor, command) => {
    const path = join(visitor.folder, "openapi.yaml");
    await writeFile(path, document.replace("maxLength: 40", "maxLength: 30"));
    const { stdout } = await visitor.run(command);
    expect(stdout).toContain("Breaking: 1 change of POST /v1/pets.");
    expect(stdout).toContain("minor  pet-shop-client 0.1.0");
    await visitor.run("npm run check");
  },
};

/** Somebody who follows the guide, with one package manager. */
class Visitor {
  token = "";
  #mock: ChildProcess | undefined;
  readonly manager: string;
  readonly folder: string;
  readonly port: number;
  readonly #tools: string | undefined;

  private constructor({
    manager,
    folder,
    port,
    tools,
  }: {
    manager: string;
    folder: string;
    port: number;
    tools: string | undefined;
  }) {
    this.manager = manager;
    this.folder = folder;
    this.port = port;
    this.#tools = tools;
  }

  static async arrive(manager: string): Promise<Visitor> {
    const folder = join(scratch, manager);
    await mkdir(folder);
    await writeFile(join(folder, "openapi.yaml"), document);
    const brought = MANAGERS[manager]?.package;
    const tools = brought === undefined ? undefined : await bring(manager, brought);
    return new Visitor({ manager, folder, port: await findPort(), tools });
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8");
  }

  /** Runs a command of the guide and sees that it ends with `code`. */
  async run(command: string, code = 0): Promise<Outcome> {
    const [name, ...args] = this.#translate(command);
    const outcome = await run(name, args, {
      cwd: this.folder,
      environment: this.#environment(),
      shell: true,
    });
    if (outcome.code === code) return outcome;
    throw new Error(`${command} ended with ${outcome.code}\n${outcome.stdout}\n${outcome.stderr}`);
  }

  async serve(command: string): Promise<void> {
    const separator = this.manager === "npm" ? ["--"] : [];
    const [name, ...args] = [...this.#translate(command), ...separator, "--port", String(this.port)];
    const environment = { ...process.env, ...this.#environment() };
    // A group of its own: package managers do not hand every signal on.
    this.#mock = spawn(name, args, {
      cwd: this.folder,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    let printed = "";
    this.token = await new Promise<string>((resolve, reject) => {
      this.#mock?.once("exit", () => reject(new Error(`The mock server ended: ${printed}`)));
      this.#mock?.stdout?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const token = /token\s+(\S+)/.exec(printed)?.[1];
        if (token !== undefined) resolve(token);
      });
    });
  }

  async leave(): Promise<void> {
    const { pid, exitCode } = this.#mock ?? {};
    if (pid === undefined || exitCode !== null) return;
    process.kill(-pid, "SIGTERM");
    await once(this.#mock as ChildProcess, "exit");
  }

  /** The command in the words of this package manager, with a port that is free. */
  #translate(command: string): readonly [string, ...string[]] {
    const words = command.replace("4010", String(this.port)).split(" ");
    if (words[0] === "npx") return [process.execPath, CLI, ...words.slice(2)];
    if (words[0] === "node") return [process.execPath, ...words.slice(1)];
    const args = words.slice(1).filter((word) => this.manager === "npm" || word !== "--");
    return [MANAGERS[this.manager]?.command ?? "", ...args];
  }

  #environment(): Readonly<Record<string, string>> {
    const path = [this.#tools, dirname(process.execPath), process.env["PATH"]];
    return {
      PATH: path.filter((part) => part !== undefined).join(delimiter),
      PET_SHOP_TOKEN: this.token,
      // What starts this test may be another package manager, in CI, where lock files must be there already.
      CI: "",
      npm_config_user_agent: this.manager === "yarn-classic" ? "yarn/1.22.22" : this.manager,
      npm_config_registry: registry.url,
      pnpm_config_registry: registry.url,
      YARN_REGISTRY: registry.url,
      YARN_NPM_REGISTRY_SERVER: registry.url,
      YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
      YARN_ENABLE_TELEMETRY: "0",
      // Its cache goes by name and version, and the packages of this workspace change without a new version.
      YARN_ENABLE_GLOBAL_CACHE: "false",
      YARN_ENABLE_MIRROR: "false",
    };
  }
}

async function bring(manager: string, name: string): Promise<string> {
  const tools = join(scratch, `tools-${manager}`);
  await runWell("npm", ["install", "--prefix", tools, "--no-audit", "--no-fund", "--prefer-offline", name], {
    cwd: scratch,
    shell: true,
  });
  return join(tools, "node_modules/.bin");
}
