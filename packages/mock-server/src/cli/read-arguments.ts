import { parseArgs } from "node:util";
import { isLoopback } from "../server/loopback.ts";

export const USAGE = `Usage: specloom-mock SPEC [options]

Serves an OpenAPI document with state, validation and tokens.

  SPEC           path of the document (YAML or JSON)
  --overlay FILE OpenAPI Overlay to apply first; may be given again for further ones
  --port N       port to listen on; 0 takes a free one (default 0)
  --host H       address to listen on (default 127.0.0.1)
  --seed N       whole number that decides ids, secrets and tenants (default 1)
  --static       answers any well-formed request from the examples, without state, whoever asks
  --latency MS   milliseconds before each answer, up to 60000 (default 0)
  --fault-rate P share of requests, 0 to 1, that gets 503 or loses its connection (default 0)
  --cors ORIGIN  origin whose pages may call from a browser; * allows every one (default none)
  --db FILE      file that keeps the state, also over kill -9 (default: in memory)
  --admin        serves POST /__specloom/reset, /seed and /clock; loopback only
  --quiet        no line for each request
  --json         prints where it listens and whom it knows, or why it does not, as JSON; requests then go to stderr
  --version      prints the version
  --help         this text

Exit codes: 0 stopped by a signal; 1 the document cannot be served; 2 it could not run.
`;

const OPTIONS = {
  overlay: { type: "string", multiple: true },
  port: { type: "string", default: "0" },
  host: { type: "string", default: "127.0.0.1" },
  seed: { type: "string", default: "1" },
  static: { type: "boolean", default: false },
  latency: { type: "string", default: "0" },
  "fault-rate": { type: "string", default: "0" },
  cors: { type: "string" },
  db: { type: "string" },
  admin: { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Every option, without its dashes. */
export const OPTION_NAMES: readonly string[] = Object.keys(OPTIONS);

export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "wrong"; readonly sentence: string }
  | ServeArguments;

export interface ServeArguments {
  readonly kind: "serve";
  readonly document: string;
  readonly overlays: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly static: boolean;
  readonly latency: number;
  readonly faultRate: number;
  readonly cors?: string;
  readonly database?: string;
  readonly admin: boolean;
}

/** Package managers hand a `--` on to the command: one leading `--` is dropped. */
export function readArguments(argv: readonly string[]): Arguments {
  const args = argv[0] === "--" ? argv.slice(1) : argv;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: OPTIONS,
    });
    if (values.help) return { kind: "help" };
    if (values.version) return { kind: "version" };
    return checkValues(positionals, values);
  } catch (error) {
    return { kind: "wrong", sentence: error instanceof Error ? error.message : String(error) };
  }
}

interface Values {
  readonly overlay?: readonly string[] | undefined;
  readonly port: string;
  readonly host: string;
  readonly seed: string;
  readonly static: boolean;
  readonly latency: string;
  readonly "fault-rate": string;
  readonly cors?: string | undefined;
  readonly db?: string | undefined;
  readonly admin: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
}

function checkValues([document, ...extra]: readonly string[], values: Values): Arguments {
  const { host, cors, quiet, json } = values;
  if (document === undefined) return wrong("no document was given; give the path of an OpenAPI document");
  if (extra.length > 0) return wrong(`one document is served at a time; found also ${extra.join(" ")}`);
  const port = wholeNumber(values.port, 65_535);
  if (port === undefined) return wrong(`--port takes a number from 0 to 65535, not ${values.port}`);
  const seed = wholeNumber(values.seed, 0xffff_ffff);
  if (seed === undefined)
    return wrong(`--seed takes a whole number from 0 to 4294967295, not ${values.seed}`);
  const latency = wholeNumber(values.latency, 60_000);
  if (latency === undefined)
    return wrong(`--latency takes milliseconds from 0 to 60000, not ${values.latency}`);
  const faultRate = share(values["fault-rate"]);
  if (faultRate === undefined)
    return wrong(`--fault-rate takes a number from 0 to 1, not ${values["fault-rate"]}`);
  if (host === "") return wrong("--host takes an address, and none was given");
  if (cors !== undefined && !isOrigin(cors))
    return wrong(`--cors takes an origin like https://app.example or *, not ${cors}`);
  if (values.db === "") return wrong("--db takes a file, and none was given");
  if (values.admin && !isLoopback(host))
    return wrong(`--admin works on a loopback address only, and --host is ${host}`);
  const given = {
    ...(cors === undefined ? {} : { cors }),
    ...(values.db === undefined ? {} : { database: values.db }),
  };
  const { static: isStatic, admin } = values;
  return {
    kind: "serve",
    document,
    overlays: values.overlay ?? [],
    port,
    host,
    seed,
    quiet,
    json,
    static: isStatic,
    latency,
    faultRate,
    admin,
    ...given,
  };
}

function wrong(sentence: string): Arguments {
  return { kind: "wrong", sentence };
}

function share(text: string): number | undefined {
  return /^(?:0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : undefined;
}

function isOrigin(text: string): boolean {
  return text === "*" || (URL.canParse(text) && new URL(text).origin === text);
}

function wholeNumber(text: string, most: number): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}
