import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import type { Figure } from "../lib/figures.ts";
import { countInstantiations } from "../lib/instantiations.ts";
import { PEERS } from "./peers.ts";
import { runProcess } from "./run-process.ts";
import { SPECLOOM, withWorkspace } from "./workspace.ts";

const require = createRequire(import.meta.url);
/** What the generated client imports. */
const RUNTIME = dirname(require.resolve("@specloom/client-runtime/package.json"));

/** A list that the documents of GitHub have, by our names and by those of the peer. */
const OURS = `import { createBareClient } from "./client/src/generated/bare.ts";
import { branches } from "./client/src/generated/resources/repos/branches.ts";
const client = createBareClient({ baseUrl: "https://api.example", token: "t" });
const page = await branches(client).list("specloom", { owner: "specloom", per_page: 10 });
console.log(page[0]?.name);
`;
const THEIRS = `import { createClient } from "./peer/client/index.ts";
import { reposListBranches } from "./peer/sdk.gen.ts";
const client = createClient({ baseUrl: "https://api.example", auth: "t" });
const { data } = await reposListBranches({ client, path: { owner: "specloom", repo: "specloom" }, query: { per_page: 10 } });
console.log(data?.[0]?.name);
`;

/** What one list call through the import of its own resource weighs, and costs the compiler against the same call of the peer's. */
export function measureOneCall(document: string): Promise<Figure[]> {
  return withWorkspace(document, async (folder) => {
    await runProcess([SPECLOOM, "generate"], folder);
    const [peer] = PEERS;
    if (peer === undefined) throw new Error("There is no peer to measure against.");
    await runProcess(peer.command(document, join(folder, "peer")), folder);
    await replaceImports(join(folder, "client"));
    await writeFile(join(folder, "ours.ts"), OURS);
    await writeFile(join(folder, "theirs.ts"), THEIRS);
    await writeFile(join(folder, "empty.ts"), "export {};\n");
    const count = (file: string): number => countInstantiations(join(folder, file));
    const [ours, theirs] = [count("ours.ts") - count("empty.ts"), count("theirs.ts") - count("empty.ts")];
    return [
      { id: "one-call-size", value: await sizeOf(join(folder, "ours.ts")), unit: "kB min+gzip", bound: 8 },
      { id: "one-call-instantiations", value: ours, unit: "instantiations" },
      { id: "one-call-types", value: ours / theirs, unit: "x", bound: 0.25, against: peer.name },
    ];
  });
}

/** Makes the client find its types and its runtime where nothing is installed. */
async function replaceImports(folder: string): Promise<void> {
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith(".ts")) continue;
    const file = join(folder, path);
    const text = await readFile(file, "utf8");
    const types = join(folder, "../types/src/generated");
    const replaced = text
      .replaceAll(/"@bench\/types\/([^"]+)"/g, (_match, name: string) =>
        JSON.stringify(join(types, `${name}.ts`)),
      )
      .replaceAll(/"@specloom\/client-runtime(\/\w+)?"/g, (_match, entry: string = "/index") =>
        JSON.stringify(join(RUNTIME, "dist", `${entry.slice(1)}.js`)),
      );
    if (replaced !== text) await writeFile(file, replaced);
  }
}

/** In kB of 1,000 bytes. */
async function sizeOf(file: string): Promise<number> {
  const options = { bundle: true, minify: true, write: false, format: "esm", target: "es2022" } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [file], platform: "browser" });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length / 1000;
}
