import { createRequire } from "node:module";

/** Development tools that a new workspace gets: the versions with which Specloom itself is built and tested. */
export const TOOL_VERSIONS = {
  "@changesets/cli": "3.0.3",
  "@types/node": "26.6.6",
  typescript: "7.0.2",
} as const;

/** Changesets 3 refuses Yarn 1. */
export const CHANGESETS_FOR_YARN_1 = "2.29.8";

const OWN = [
  "@specloom/client-runtime",
  "@specloom/contract-runtime",
  "@specloom/mock-server",
  "specloom",
] as const;

/** A package of ours that a new workspace depends on. */
export type OwnPackage = (typeof OWN)[number];

/** Ranges of our packages that go together with this one: those of the versions that are installed beside it. */
export function ownRanges(): Readonly<Record<OwnPackage, string>> {
  const require = createRequire(import.meta.url);
  const rangeOf = (name: OwnPackage): string => {
    const manifest = name === "specloom" ? "../../package.json" : `${name}/package.json`;
    return `^${(require(manifest) as { readonly version: string }).version}`;
  };
  return Object.fromEntries(OWN.map((name) => [name, rangeOf(name)])) as Record<OwnPackage, string>;
}
