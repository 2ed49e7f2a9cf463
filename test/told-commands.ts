// Every command of the workspace, and what tests and docs say of each.
import { join } from "node:path";
import { flags as contractFlags } from "../packages/contract-runtime/dist/command/read-arguments.js";
import { OPTION_NAMES as mockOptions } from "../packages/mock-server/dist/cli/read-arguments.js";
import { commands } from "../packages/specloom/dist/commands.js";
import { ROOT } from "./workspace.ts";

/** A command, what it promises, and what it cannot run with. */
export interface Told {
  /** As it is called. */
  readonly name: string;
  readonly argv: readonly string[];
  readonly options: readonly string[];
  /** What stdout holds with `--json`. */
  readonly json: string;
  /** Arguments with which it cannot run, and what must be named. */
  readonly wrong: readonly (readonly [readonly string[], string])[];
}

export const SPECLOOM: string = join(ROOT, "packages/specloom/dist/cli.js");
export const MOCK: string = join(ROOT, "packages/mock-server/dist/cli.js");
export const CONTRACT: string = join(ROOT, "packages/contract-tests/dist/generated/command.js");

/** What is particular to each subcommand. */
const OWN: Readonly<Record<string, Pick<Told, "json" | "wrong">>> = {
  init: {
    json: "what was read, written and extended, and what to do next",
    wrong: [
      [[], "The document is missing: give a file or an https URL"],
      [["a.yaml", "b.yaml"], "b.yaml"],
      [["a.yaml", "--name", "Not A Name"], "--name"],
      [["a.yaml", "--package-manager", "bower"], "bower"],
      [["http://specs.example/openapi.yaml"], "--allow-http"],
    ],
  },
  generate: {
    json: "what was written, and every problem",
    wrong: [
      [["--config"], "--config"],
      [["--config", "none.ts"], "none.ts"],
      [["extra"], "extra"],
    ],
  },
  dev: {
    json: "one value a round, each on a line of its own",
    wrong: [
      [["--lint"], "--lint"],
      [["--config", "none.ts"], "none.ts"],
    ],
  },
  diff: {
    json: "both verdicts, and every change with its witness",
    wrong: [
      [["a.yaml"], "BASE and REVISION"],
      [["a.yaml", "b.yaml", "c.yaml"], "c.yaml"],
      [["a.yaml", "b.yaml", "--policy", "lax"], "standard, strict"],
      [["a.yaml", "b.yaml", "--format", "html"], "text, json, markdown"],
      [["none.yaml", "none.yaml", "--only", "wire"], "none.yaml"],
    ],
  },
  changeset: {
    json: "the comparison with the last release, and the changeset",
    wrong: [
      [["--format", "html"], "text, json, markdown"],
      [["--config", "none.ts"], "none.ts"],
    ],
  },
  baseline: {
    json: "the versions and the files of the release",
    wrong: [[["--config", "none.ts"], "none.ts"]],
  },
  mutate: {
    json: "every fault with its verdict",
    wrong: [
      [["--seed", "soon"], "soon"],
      [["--document", "none.yaml"], "none.yaml"],
      [["--document", "a.yaml", "--config", "b.ts"], "give one of them"],
    ],
  },
};

export const TOLD: readonly Told[] = [
  ...commands.map(({ name, options }) => ({
    name: `specloom ${name}`,
    argv: [SPECLOOM, name],
    options: [...Object.keys(options), "json", "help"],
    json: OWN[name]?.json ?? "",
    wrong: OWN[name]?.wrong ?? [],
  })),
  {
    name: "specloom-mock",
    argv: [MOCK],
    options: mockOptions,
    json: "where it listens and whom it knows, or the problems of the document",
    wrong: [
      [[], "give the path of an OpenAPI document"],
      [["a.yaml", "b.yaml"], "b.yaml"],
      [["a.yaml", "--port"], "--port"],
      [["a.yaml", "--port", "http"], "0 to 65535"],
      [["a.yaml", "--host", "192.0.2.1", "--admin"], "--admin"],
    ],
  },
  {
    name: "keycard-contract",
    argv: [CONTRACT],
    options: Object.keys(contractFlags),
    json: "the report of `--report`; with `--sweep`, what was deleted and what is left",
    wrong: [
      [[], "--base-url"],
      [["extra"], "extra"],
      [["--base-url", "nowhere"], "no URL"],
      [["--base-url", "http://127.0.0.1:9", "--param", "organization_id=a"], "cannot be reached"],
    ],
  },
];
