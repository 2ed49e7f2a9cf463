import type { NameOverrides } from "@specloom/api-model";

/** What the generated code looks like. Paths are relative to the folder of the configuration file. */
export interface SpecloomConfig {
  /** The document: OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0. */
  readonly document: string;
  /** OpenAPI Overlays, applied in this order before anything else reads the document. @default none */
  readonly overlays?: readonly string[];
  /** Origins that `$ref`s may lead to, as in `https://schemas.example`. @default none: nothing is fetched */
  readonly remoteOrigins?: readonly string[];
  /** Lock file of names once given; made by the first run, extended by later ones. */
  readonly names: string;
  /** What arrives of the document and what does not, written by each run. @default "fidelity.json" beside `names` */
  readonly fidelity?: string;
  /** Folder of what the last release shipped, which `specloom baseline` writes. @default "released" beside `names` */
  readonly released?: string;
  /** What people decided about changes that `specloom changeset` could not decide. @default none */
  readonly decisions?: readonly Decision[];
  /** Names that a person chose over the rule's. */
  readonly overrides?: NameOverrides;
  /** Names of before that the generated code keeps, each marked as deprecated. @default none */
  readonly aliases?: NameAliases;
  /** Prefix of the environment variables that clients and contract tests read: `KEYCARD_API` for `KEYCARD_API_TOKEN`. */
  readonly environmentPrefix: string;
  readonly packages: {
    readonly types: PackageConfig;
    readonly client: ClientConfig;
    readonly contractTests: ContractTestsConfig;
  };
  /** Whom a version owes that code still compiles, as `specloom diff` judges it. @default "standard" */
  readonly policy?: "standard" | "strict";
  /** What to run after an edit of the document, as `--check` says it. @default "npx specloom generate" */
  readonly command?: string;
}

/** Old names by kind, each with the name that the document has now. */
export interface NameAliases {
  /** Keys under `components/schemas`: `{ Note: "Memo" }` keeps the type `Note`. */
  readonly schemas?: Readonly<Record<string, string>>;
  /** Values of `operationId`, which are the keys of `operations` in the layout of openapi-typescript. */
  readonly operations?: Readonly<Record<string, string>>;
  /** Path templates whose parameters have other names: `{ "/notes/{id}": "/notes/{note_id}" }`. */
  readonly paths?: Readonly<Record<string, string>>;
}

/** What a person says of one change since the last release, for as long as nothing else changes in its place. */
export interface Decision {
  /** JSON pointer of the place, as the report names it. */
  readonly at: string;
  /** Identifies the change, as the report names it. */
  readonly change: string;
  readonly verdict: "additive" | "none";
  /** Why, for those who read it later. */
  readonly because: string;
}

/** One generated package. */
export interface PackageConfig {
  /** Its name on npm. */
  readonly name: string;
  /** Its folder; `src/generated` in it belongs to the generator. */
  readonly folder: string;
}

/** The client. */
export interface ClientConfig extends PackageConfig {
  /**
   * Also makes `src/generated/validate.ts` and validators of every documented answer, for applications that ask for them.
   *
   * @default false
   */
  readonly validation?: boolean;
}

/** The contract tests, which also bring a command. */
export interface ContractTestsConfig extends PackageConfig {
  /** Name of the command: `keycard-contract`. */
  readonly command: string;
}

/** Key of a package in the configuration. */
export type PackageKey = keyof SpecloomConfig["packages"];
