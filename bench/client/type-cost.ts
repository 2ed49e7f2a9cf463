import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Figure } from "../lib/figures.ts";

const require = createRequire(import.meta.url);
const TSC = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

const OURS = `import { createClient } from "@specloom/keycard-client";
const page = await createClient().organizations.serviceAccounts.list("org", { limit: 10 });
export const name: string | undefined = page.items[0]?.name;
`;
const THEIRS = `import createClient from "openapi-fetch";
import type { paths } from "@specloom/keycard-types/openapi";
const { data } = await createClient<paths>().GET("/organizations/{organization_id}/service-accounts", {
  params: { path: { organization_id: "org" }, query: { limit: 10 } },
});
export const name: string | undefined = data?.items[0]?.name;
`;

/** What the compiler does for one call: type instantiations of TypeScript 7, less those of an empty program. */
export function measureTypeCost(): Figure[] {
  const empty = countInstantiations("export {};\n");
  const ours = countInstantiations(OURS) - empty;
  const theirs = countInstantiations(THEIRS) - empty;
  return [
    {
      id: "types-resource-call",
      value: ours / theirs,
      unit: "x",
      bound: 0.5,
      against: "openapi-fetch's types",
    },
    { id: "types-resource-call-instantiations", value: ours, unit: "instantiations" },
    { id: "types-openapi-fetch-instantiations", value: theirs, unit: "instantiations" },
  ];
}

function countInstantiations(program: string): number {
  // Beside this file, so that the packages resolve.
  const folder = mkdtempSync(join(import.meta.dirname, "types-"));
  try {
    const file = join(folder, "program.ts");
    writeFileSync(file, program);
    const flags =
      "--ignoreConfig --noEmit --strict --module nodenext --target es2022 --lib es2022,dom --types node";
    const output = execFileSync(process.execPath, [TSC, ...flags.split(" "), "--extendedDiagnostics", file], {
      encoding: "utf8",
    });
    const count = /Instantiations:\s+(\d+)/u.exec(output)?.[1];
    if (count === undefined) throw new Error(`tsc printed no count of instantiations:\n${output}`);
    return Number(count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
