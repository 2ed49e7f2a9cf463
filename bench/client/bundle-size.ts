import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type BuildResult } from "esbuild";
import type { Figure } from "../lib/figures.ts";

/** One list call of each face, as an application would write it. */
const PROGRAMS = {
  "resource-client": {
    bound: 6.5,
    code: `import { createClient } from "@specloom/keycard-client";
      const client = createClient({ baseUrl: location.origin, token: "t" });
      console.log(await client.organizations.serviceAccounts.list("org", { limit: 10 }));`,
  },
  "path-client": {
    bound: 5,
    code: `import { createPathClient } from "@specloom/keycard-client/paths";
      const client = createPathClient({ baseUrl: location.origin, token: "t" });
      console.log(await client.GET("/organizations/{organization_id}/service-accounts", {
        params: { path: { organization_id: "org" }, query: { limit: 10 } },
      }));`,
  },
  "openapi-fetch-alone": {
    bound: undefined,
    code: `import createClient from "openapi-fetch";
      const client = createClient({ baseUrl: location.origin });
      console.log(await client.GET("/organizations/{organization_id}/service-accounts", {
        params: { path: { organization_id: "org" }, query: { limit: 10 } },
      }));`,
  },
} as const;

/** Bytes that one call costs an application: esbuild, minified, gzip level 9, in kB of 1,000 bytes. */
export async function measureBundleSizes(): Promise<Figure[]> {
  return Promise.all(
    Object.entries(PROGRAMS).map(async ([name, { bound, code }]) => {
      const [file] = (await bundle(code)).outputFiles;
      const value = gzipSync(file!.contents, { level: 9 }).length / 1000;
      const figure: Figure = { id: `size-${name}`, value, unit: "kB min+gzip" };
      return bound === undefined ? figure : Object.assign(figure, { bound });
    }),
  );
}

/** Minified bytes that each module has in each program, largest first. */
export async function measureParts(): Promise<Record<string, Record<string, number>>> {
  const parts: Record<string, Record<string, number>> = {};
  for (const [name, { code }] of Object.entries(PROGRAMS)) {
    const { inputs = {} } = Object.values((await bundle(code)).metafile.outputs)[0] ?? {};
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput > 0) (parts[relative(process.cwd(), path)] ??= {})[name] = bytesInOutput;
    }
  }
  return Object.fromEntries(
    Object.entries(parts).toSorted(([, one], [, other]) => largest(other) - largest(one)),
  );
}

function largest(sizes: Readonly<Record<string, number>>): number {
  return Math.max(...Object.values(sizes));
}

type Bundle = BuildResult<{ write: false; metafile: true }>;

function bundle(code: string): Promise<Bundle> {
  return build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    legalComments: "none",
    metafile: true,
  });
}
