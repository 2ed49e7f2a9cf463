// A project outside the workspace that has the published packages.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TSC } from "../../test/workspace.ts";
import { Stage } from "./steps.ts";

export interface ConsumerOptions {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Packages and the ranges of a careful team. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** What is compiled. */
  readonly program: string;
  /** What is run, as a module of JavaScript. */
  readonly script: string;
}

export interface Build {
  readonly passes: boolean;
  readonly output: string;
}

export class Consumer {
  readonly stage: Stage;
  readonly #options: ConsumerOptions;

  private constructor(options: ConsumerOptions) {
    this.stage = new Stage(options.folder, options.environment);
    this.#options = options;
  }

  static async make(options: ConsumerOptions): Promise<Consumer> {
    const { folder, dependencies, program, script } = options;
    await mkdir(folder, { recursive: true });
    const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
    await write(
      "package.json",
      JSON.stringify({ name: "consumer", private: true, type: "module", dependencies }),
    );
    await write("tsconfig.json", JSON.stringify({ compilerOptions: COMPILER, files: ["consumer.ts"] }));
    await write("consumer.ts", program);
    await write("call.mjs", script);
    const consumer = new Consumer(options);
    await consumer.stage.runWell("npm", "install", ...QUIET);
    return consumer;
  }

  /** Takes the newest release, whatever the ranges say. */
  async takeLatest(): Promise<void> {
    const latest = Object.keys(this.#options.dependencies).map((name) => `${name}@latest`);
    await this.stage.runWell("npm", "install", ...QUIET, ...latest);
  }

  /** Takes what the ranges allow. */
  async update(): Promise<void> {
    await this.stage.runWell("npm", "update", ...QUIET);
  }

  async build(): Promise<Build> {
    const { code, stdout } = await this.stage.node(TSC, "-p", ".");
    return { passes: code === 0, output: stdout };
  }

  /** Runs the script and gives what it prints. */
  async call(environment: Readonly<Record<string, string>>): Promise<string> {
    const { folder, environment: own } = this.#options;
    return new Stage(folder, { ...own, ...environment }).nodeWell("call.mjs");
  }
}

/** What a registry says may be a minute old; here something was published since. */
const QUIET = ["--no-audit", "--no-fund", "--prefer-online"];

const COMPILER = {
  target: "es2022",
  lib: ["es2022", "dom"],
  module: "nodenext",
  types: [],
  strict: true,
  noEmit: true,
};
