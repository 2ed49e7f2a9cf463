// From argv and environment to what a run needs. Pure but for the files that flags name.
import { parseArgs } from "node:util";
import type { Credentials, Identity } from "../exchange/credentials.ts";
import { credentialVariables } from "../exchange/credentials.ts";
import { readIdentity } from "./read-identity.ts";
import { Unable } from "../run/unable.ts";

/** What the command was asked to do. */
export interface CommandArguments {
  readonly help: boolean;
  readonly version: boolean;
  /** Without a trailing slash; absent where nobody gave one. */
  readonly baseUrl?: string;
  readonly parameters: { readonly [name: string]: string };
  readonly credentials: Credentials;
  readonly identities: { readonly [name: string]: Identity };
  readonly report?: string;
  readonly junit?: string;
  /** Folder for the test files of what fails. */
  readonly save?: string;
  readonly knownFailures?: string;
  readonly conventions: "fail" | "warn";
  readonly seed: number;
  /** Sequences of the fuzz phase a lifecycle. */
  readonly runs: number;
  readonly only?: string;
  readonly allowWrites: boolean;
  readonly readOnly: boolean;
  /** Deletes what earlier runs left, and checks nothing. */
  readonly sweep: boolean;
  /** Requests a second. */
  readonly rate?: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** Prints the report as JSON, in place of what is for people. */
  readonly json: boolean;
  readonly warnings: readonly string[];
}

/** Variables by name. */
export type Environment = { readonly [name: string]: string | undefined };

/** Every option, as `parseArgs` of Node takes them. */
export const flags = {
  "base-url": { type: "string" },
  param: { type: "string", multiple: true },
  identity: { type: "string", multiple: true },
  credentials: { type: "string" },
  token: { type: "string" },
  "client-id": { type: "string" },
  "client-secret": { type: "string" },
  report: { type: "string" },
  junit: { type: "string" },
  save: { type: "string" },
  "known-failures": { type: "string" },
  conventions: { type: "string" },
  seed: { type: "string" },
  runs: { type: "string" },
  only: { type: "string" },
  "allow-writes": { type: "boolean" },
  "read-only": { type: "boolean" },
  sweep: { type: "boolean" },
  rate: { type: "string" },
  timeout: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

const defaultTimeoutSeconds = 30;

/**
 * Reads arguments and environment. One leading `--` is dropped: pnpm hands it on.
 * @param prefix of the environment variables: `PETS`
 * @throws Unable for an unknown flag, a missing or malformed value, an unreadable file
 */
export async function readArguments(
  argv: readonly string[],
  environment: Environment,
  prefix: string,
): Promise<CommandArguments> {
  const values = parse(argv[0] === "--" ? argv.slice(1) : argv);
  const baseUrl = values["base-url"] ?? present(environment[`${prefix}_BASE_URL`]);
  const file =
    values.credentials === undefined ? undefined : await readIdentity(values.credentials, "--credentials");
  const onLine = ["token", "client-secret"].filter((name) => name in values);
  return {
    help: values.help ?? false,
    version: values.version ?? false,
    ...(baseUrl === undefined ? {} : { baseUrl: readBaseUrl(baseUrl) }),
    parameters: { ...file?.parameters, ...readPairs(values.param ?? [], "--param") },
    credentials: { ...(file?.credentials ?? fromEnvironment(environment, prefix)), ...fromFlags(values) },
    identities: await readIdentities(values.identity ?? []),
    ...filesOf(values),
    conventions: readConventions(values.conventions ?? "fail"),
    seed: readNumber(values.seed ?? "1", { flag: "--seed", least: 0 }),
    runs: readNumber(values.runs ?? "0", { flag: "--runs", least: 0 }),
    ...(values.only === undefined ? {} : { only: readPattern(values.only) }),
    allowWrites: values["allow-writes"] ?? false,
    readOnly: values["read-only"] ?? false,
    sweep: values.sweep ?? false,
    ...(values.rate === undefined ? {} : { rate: readRate(values.rate) }),
    timeout:
      readNumber(values.timeout ?? String(defaultTimeoutSeconds), { flag: "--timeout", least: 1 }) * 1000,
    json: values.json ?? false,
    warnings: onLine.map(
      (name) =>
        `warning: --${name} shows its value in the process list; ${prefix}_${name.toUpperCase().replaceAll("-", "_")} or --credentials FILE does not.`,
    ),
  };
}

type Values = ReturnType<typeof parse>;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Unable(error instanceof Error ? error.message : String(error));
  }
}

function readBaseUrl(text: string): string {
  if (!URL.canParse(text))
    throw new Unable(`--base-url ${JSON.stringify(text)} is no URL. Give one such as http://127.0.0.1:4010.`);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new Unable(`--base-url ${JSON.stringify(text)} is no http or https URL.`);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new Unable(
      "--base-url holds more than scheme, host, port and path. Credentials go into the environment or --credentials FILE.",
    );
  }
  return url.href.replace(/\/+$/, "");
}

function filesOf(values: Values): Pick<CommandArguments, "report" | "junit" | "save" | "knownFailures"> {
  const { report, junit, save, "known-failures": knownFailures } = values;
  return {
    ...(report === undefined ? {} : { report }),
    ...(junit === undefined ? {} : { junit }),
    ...(save === undefined ? {} : { save }),
    ...(knownFailures === undefined ? {} : { knownFailures }),
  };
}

function readConventions(text: string): "fail" | "warn" {
  if (text === "fail" || text === "warn") return text;
  throw new Unable(`--conventions ${JSON.stringify(text)}: fail or warn was expected.`);
}

function readPairs(texts: readonly string[], flag: string): { readonly [name: string]: string } {
  const pairs = texts.map((text): [string, string] => {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1)
      throw new Unable(`${flag} ${JSON.stringify(text)}: NAME=VALUE was expected.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

async function readIdentities(texts: readonly string[]): Promise<{ readonly [name: string]: Identity }> {
  const files = Object.entries(readPairs(texts, "--identity"));
  return Object.fromEntries(
    await Promise.all(files.map(async ([name, file]) => [name, await readIdentity(file, "--identity")])),
  );
}

function fromEnvironment(environment: Environment, prefix: string): Credentials {
  const found = Object.entries(credentialVariables).flatMap(([member, suffix]) => {
    const value = present(environment[`${prefix}_${suffix}`]);
    return value === undefined ? [] : [[member, value]];
  });
  return Object.fromEntries(found) as Credentials;
}

function fromFlags(values: Values): Credentials {
  return {
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values["client-id"] === undefined ? {} : { clientId: values["client-id"] }),
    ...(values["client-secret"] === undefined ? {} : { clientSecret: values["client-secret"] }),
  };
}

function readNumber(
  text: string,
  { flag, least }: { readonly flag: string; readonly least: number },
): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > 2 ** 31)
    throw new Unable(`${flag} ${JSON.stringify(text)}: a whole number of at least ${least} was expected.`);
  return number;
}

function readRate(text: string): number {
  const number = Number(/^(?<number>\d+(\.\d+)?)\/s$/.exec(text)?.groups?.["number"] ?? Number.NaN);
  if (!(number > 0))
    throw new Unable(`--rate ${JSON.stringify(text)}: a rate such as 5/s or 0.5/s was expected.`);
  return number;
}

function readPattern(text: string): string {
  try {
    return new RegExp(text, "u").source;
  } catch (error) {
    throw new Unable(`--only ${JSON.stringify(text)} is no regular expression: ${(error as Error).message}.`);
  }
}

function present(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
