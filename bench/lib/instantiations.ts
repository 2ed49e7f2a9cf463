import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const TSC = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
const FLAGS =
  "--ignoreConfig --noEmit --strict --module nodenext --target es2022 --lib es2022,dom,dom.iterable --types node --allowImportingTsExtensions";

/**
 * Type instantiations of TypeScript 7 for a program with `skipLibCheck`, as `tsc --init` writes it; `further` are flags
 * beside those. @throws where it does not compile
 */
export function countInstantiations(file: string, further: readonly string[] = ["--skipLibCheck"]): number {
  const roots = ["--typeRoots", join(import.meta.dirname, "../node_modules/@types")];
  const args = [TSC, ...FLAGS.split(" "), ...roots, ...further, "--extendedDiagnostics", file];
  const output = execFileSync(process.execPath, args, { encoding: "utf8" });
  const count = /Instantiations:\s+(\d+)/u.exec(output)?.[1];
  if (count === undefined) throw new Error(`tsc printed no count of instantiations:\n${output}`);
  return Number(count);
}
