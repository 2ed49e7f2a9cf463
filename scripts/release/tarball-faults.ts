// What must not be in a package that is published, and what must. Pure; the tarball is read elsewhere.
import { builtinModules } from "node:module";
import { matchesGlob, posix } from "node:path";

/** Text of each file of a package by its path in it. */
export type PackedFiles = ReadonlyMap<string, string>;

interface Manifest {
  readonly name: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** npm packs these whatever `files` says. */
const ALWAYS = /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
const TEST = /(?:^|\/)(?:tests?|__tests__|test-results|coverage)\/|\.(?:test|spec)\.[cm]?[jt]sx?$/;
const SOURCE = /(?<!\.d)\.[cm]?tsx?$/;
const KEPT_SECRET = /(?:^|\/)(?:\.env(?:\..*)?|\.npmrc|\.netrc|id_[a-z\d]+|.*\.(?:pem|p12|key))$/;

/** Forms of credentials that are told from other text by their own beginning. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  /\bnpm_[A-Za-z\d]{36}\b/,
  /\b(?:gh[oprsu]_[A-Za-z\d]{36}|github_pat_[A-Za-z\d_]{60,})\b/,
  /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/,
  /\bxox[abprs]-[A-Za-z\d-]{20,}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /_authToken\s*=\s*[\w-]{8,}/,
];

const IMPORT =
  /^(?:import|export)\s[^"'\n]*?from\s+["']([^"'\n]+)["']|^import\s+["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n$]+)["']\s*\)/gm;

/**
 * Everything for which a package should not be published.
 *
 * @param here folder that it was built in, of which no file may speak
 */
export function findTarballFaults(files: PackedFiles, here: string): readonly string[] {
  const manifest = JSON.parse(files.get("package.json") ?? "{}") as Manifest;
  const missing = ["package.json", "README.md", "LICENSE"].filter((name) => !files.has(name));
  return [
    ...missing.map((name) => `${name} is missing`),
    ...(JSON.stringify(manifest).includes('"workspace:')
      ? ["package.json names a version of the workspace"]
      : []),
    ...[...files].flatMap(([path, text]) =>
      [
        findMisplaced(path, manifest),
        findTold(path, text, here),
        findUnresolved(path, text, { files, manifest }),
      ].flat(),
    ),
  ];
}

function findMisplaced(path: string, { files = [] }: Manifest): readonly string[] {
  if (TEST.test(path)) return [`${path} is a test`];
  if (KEPT_SECRET.test(path)) return [`${path} is where secrets are kept`];
  if (SOURCE.test(path)) return [`${path} is a source`];
  if (ALWAYS.test(path) || isListed(path, files)) return [];
  return [`${path} is not among the files of package.json`];
}

function isListed(path: string, patterns: readonly string[]): boolean {
  const covers = (pattern: string): boolean =>
    path === pattern || path.startsWith(`${pattern.replace(/\/$/, "")}/`) || matchesGlob(path, pattern);
  return (
    patterns.some((pattern) => !pattern.startsWith("!") && covers(pattern)) &&
    !patterns.some((pattern) => pattern.startsWith("!") && covers(pattern.slice(1)))
  );
}

function findTold(path: string, text: string, here: string): readonly string[] {
  return [
    ...(SECRETS.some((form) => form.test(text)) ? [`${path} holds what looks like a secret`] : []),
    ...(text.includes(here) ? [`${path} names the folder that it was built in`] : []),
  ];
}

interface Surroundings {
  readonly files: PackedFiles;
  readonly manifest: Manifest;
}

/** Imports of code and declarations that lead nowhere for those who install the package. */
function findUnresolved(path: string, text: string, { files, manifest }: Surroundings): readonly string[] {
  if (!/\.(?:d\.ts|js)$/.test(path)) return [];
  return [...text.matchAll(IMPORT)].flatMap(([, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? "";
    if (specifier.startsWith(".")) {
      const target = posix.join(posix.dirname(path), specifier);
      const wanted = path.endsWith(".d.ts") ? target.replace(/(?:\.d)?\.[jt]s$/, ".d.ts") : target;
      return files.has(wanted) ? [] : [`${path} imports ${specifier}, which is not in the package`];
    }
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    const known = { ...manifest.dependencies, ...manifest.peerDependencies, [manifest.name]: "" };
    if (specifier.startsWith("node:") || builtinModules.includes(name) || name in known) return [];
    return [`${path} imports ${specifier}, which is no dependency`];
  });
}
