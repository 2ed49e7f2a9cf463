import { parseArgs } from "node:util";

export const USAGE = `Usage: specloom-mock SPEC [options]

Serves an OpenAPI document with state, validation and tokens.

  SPEC           path of the document (YAML or JSON)
  --port N       port to listen on; 0 takes a free one (default 0)
  --host H       address to listen on (default 127.0.0.1)
  --seed N       whole number that decides ids, secrets and tenants (default 1)
  --quiet        no line for each request
  --help         this text

Exit codes: 0 stopped by a signal, 1 the document cannot be served, 2 it could not run.
`;

export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly sentence: string }
  | ServeArguments;

export interface ServeArguments {
  readonly kind: "serve";
  readonly document: string;
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly quiet: boolean;
}

/** Package managers hand a `--` on to the command: one leading `--` is dropped. */
export function readArguments(argv: readonly string[]): Arguments {
  const args = argv[0] === "--" ? argv.slice(1) : argv;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: "string", default: "0" },
        host: { type: "string", default: "127.0.0.1" },
        seed: { type: "string", default: "1" },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return { kind: "help" };
    return checkValues(positionals, values);
  } catch (error) {
    return { kind: "wrong", sentence: error instanceof Error ? error.message : String(error) };
  }
}

function checkValues(
  positionals: readonly string[],
  values: { readonly port: string; readonly host: string; readonly seed: string; readonly quiet: boolean },
): Arguments {
  const [document, ...extra] = positionals;
  if (document === undefined) return { kind: "wrong", sentence: "no document was given" };
  if (extra.length > 0)
    return { kind: "wrong", sentence: `one document is served at a time; found also ${extra.join(" ")}` };
  const port = wholeNumber(values.port, 65_535);
  if (port === undefined)
    return { kind: "wrong", sentence: `--port takes a number from 0 to 65535, not ${values.port}` };
  const seed = wholeNumber(values.seed, 0xffff_ffff);
  if (seed === undefined)
    return {
      kind: "wrong",
      sentence: `--seed takes a whole number from 0 to 4294967295, not ${values.seed}`,
    };
  if (values.host === "") return { kind: "wrong", sentence: "--host takes an address, and none was given" };
  return { kind: "serve", document, port, host: values.host, seed, quiet: values.quiet };
}

function wholeNumber(text: string, most: number): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}
