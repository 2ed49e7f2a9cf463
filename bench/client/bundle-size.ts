import { gzipSync } from "node:zlib";
import { build } from "esbuild";
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
      const value = gzipSync(await bundle(code), { level: 9 }).length / 1000;
      const figure: Figure = { id: `size-${name}`, value, unit: "kB min+gzip" };
      return bound === undefined ? figure : Object.assign(figure, { bound });
    }),
  );
}

async function bundle(code: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    legalComments: "none",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
