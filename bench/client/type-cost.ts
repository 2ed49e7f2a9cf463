import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Figure } from "../lib/figures.ts";
import { countInstantiations } from "../lib/instantiations.ts";

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

/**
 * What the compiler does for one call: type instantiations of TypeScript 7, less those of an empty program.
 *
 * The bound is on the call as applications compile it, with `skipLibCheck` (the default of `tsc --init`). Without it the
 * declarations of libraries are checked too, by themselves and whether they are used or not: openapi-fetch's stand in both
 * programs and are nearly all of the count, which is printed to be seen, and says nothing of the call.
 */
export function measureTypeCost(): Figure[] {
  const [ours, theirs] = countBoth("--skipLibCheck");
  const [oursWithLibraries, theirsWithLibraries] = countBoth();
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
    {
      id: "types-resource-call-libraries-checked",
      value: oursWithLibraries / theirsWithLibraries,
      unit: "x",
      against: "openapi-fetch's types",
    },
  ];
}

function countBoth(...flags: readonly string[]): readonly [ours: number, theirs: number] {
  const empty = countOf("export {};\n", flags);
  return [countOf(OURS, flags) - empty, countOf(THEIRS, flags) - empty];
}

/** The count of a program that stands beside this file, so that the packages resolve. */
function countOf(program: string, flags: readonly string[]): number {
  const folder = mkdtempSync(join(import.meta.dirname, "types-"));
  try {
    const file = join(folder, "program.ts");
    writeFileSync(file, program);
    return countInstantiations(file, flags);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
