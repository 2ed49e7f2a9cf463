import type { CommandArguments } from "./read-arguments.ts";

/** The command line that repeats a run, without secrets. */
export function repeatCommand(
  name: string,
  { args, baseUrl }: { readonly args: CommandArguments; readonly baseUrl: string },
): string {
  const parameters = Object.entries(args.parameters).map(
    ([key, value]) => `--param ${quote(`${key}=${value}`)}`,
  );
  const identities = Object.keys(args.identities).map((key) => `--identity ${quote(`${key}=FILE`)}`);
  const mode = args.readOnly ? ["--read-only"] : args.allowWrites ? ["--allow-writes"] : [];
  return [name, "--base-url", quote(baseUrl), ...parameters, ...identities, ...mode].join(" ");
}

function quote(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
