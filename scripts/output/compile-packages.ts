// Compiles generated packages under every flag that a careful application sets, with two generations of TypeScript.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { STRICTEST_OPTIONS } from "../../packages/generator/test/strictest-options.ts";

const require = createRequire(import.meta.url);

/** Compilers by version, as the workspace pins them. */
export const COMPILERS: Readonly<Record<string, string>> = {
  "TypeScript 7": commandOf("typescript"),
  "TypeScript 5.9": commandOf("typescript-5"),
};

function commandOf(name: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), "bin/tsc");
}

/**
 * What a compiler has to say of all that stands in the folders of these documents, one line a complaint.
 *
 * @param root folder that holds them, as `prepareFolder` made it
 */
export async function compilePackages(
  compiler: string,
  root: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const paths = Object.assign({}, ...names.map((name) => pathsOf(name))) as Record<string, string[]>;
  const config = {
    compilerOptions: { ...STRICTEST_OPTIONS, skipLibCheck: false, paths },
    include: names.map((name) => `${name}/**/*.ts`),
  };
  const file = join(root, "tsconfig.json");
  await writeFile(file, JSON.stringify(config));
  const child = spawn(process.execPath, [compiler, "--pretty", "false", "-p", file], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const [code] = (await once(child, "close")) as [number | null];
  const complaints = printed.split("\n").filter((line) => line !== "");
  if (code !== 0 && complaints.length === 0) throw new Error(`${compiler} ended with ${code}`);
  return complaints;
}

/** Where the packages of a document stand. */
function pathsOf(name: string): Record<string, string[]> {
  return {
    [`@${name}/types/openapi`]: [`./${name}/types/openapi.ts`],
    [`@${name}/types/*`]: [`./${name}/types/*.ts`],
    [`@${name}/client`]: [`./${name}/client/index.ts`],
  };
}
