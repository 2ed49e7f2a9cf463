// Proves who may import whom: every import of every source file against the table below. Imports inside a package are
// kept free of cycles by the linter. Tests and development dependencies are apart.
import { globSync, readFileSync } from "node:fs";
import { sep } from "node:path";

interface Layer {
  /** Packages that may be imported at run time. */
  readonly imports: readonly string[];
  /** Packages of which only types may be imported. */
  readonly typesOnly?: readonly string[];
  /** True where Node's own modules may be used. */
  readonly node?: boolean;
}

const CHANGESETS = ["@changesets/get-release-plan", "@changesets/parse", "@changesets/write"];

const LAYERS: Readonly<Record<string, Layer>> = {
  "client-runtime": { imports: ["openapi-fetch"] },
  types: { imports: [] },
  client: { imports: ["@specloom/client-runtime"], typesOnly: ["@specloom/keycard-types"] },
  "api-model": {
    imports: ["@redocly/openapi-core", "@scalar/openapi-upgrader", "js-yaml", "jsonpath-rfc9535"],
    node: true,
  },
  "mock-server": {
    imports: ["@specloom/api-model", "ajv", "ajv-formats"],
    node: true,
  },
  "contract-runtime": {
    imports: ["vitest", "ajv", "ajv-formats", "fast-check"],
    typesOnly: ["@specloom/api-model"],
    node: true,
  },
  "contract-tests": { imports: ["@specloom/contract-runtime"], typesOnly: ["@specloom/api-model"] },
  generator: {
    imports: ["@specloom/api-model", "openapi-typescript", "typescript", "oxfmt", "ajv"],
    node: true,
  },
  specloom: {
    imports: [
      "@specloom/api-model",
      "@specloom/generator",
      "@specloom/client-runtime",
      "@specloom/contract-runtime",
      "@specloom/mock-server",
      ...CHANGESETS,
      "ajv",
      "ajv-formats",
      "typescript",
      "yaml",
    ],
    node: true,
  },
};

/** Dependencies that stay behind one file, so that replacing one is a change of one file. */
const ONE_FILE: Readonly<Record<string, string>> = {
  "openapi-typescript": "packages/generator/src/emit/openapi/load-library.ts",
  "openapi-fetch": "packages/client-runtime/src/transport.ts",
  yaml: "packages/specloom/src/init/edit-text.ts",
};

// Formatted code has one shape an import: clause, `from`, double quotes; or a bare or dynamic one.
const CLAUSE = String.raw`\*(?:\s+as\s+\w+)?|\{[^}]*\}|\w+(?:\s*,\s*\{[^}]*\})?`;
const IMPORT = new RegExp(
  String.raw`^(?:import|export)\s+(type\s+)?(?:${CLAUSE})\s+from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"`,
  "gmu",
);

const problems = Object.entries(LAYERS).flatMap(([name, layer]) =>
  globSync(`packages/${name}/src/**/*.ts`).flatMap((file) => checkFile(file.split(sep).join("/"), layer)),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(
    `\nImports point down: see "Who may import whom" in docs/architecture.md, or mend scripts/check-layers.ts.`,
  );
  process.exitCode = 1;
}

function checkFile(file: string, layer: Layer): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].flatMap(([, typeOnly, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? "";
    const reason = forbid({ file, specifier, typeOnly: typeOnly !== undefined, layer });
    return reason === undefined ? [] : [`${file}: imports "${specifier}", ${reason}`];
  });
}

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly layer: Layer;
}

function forbid({ file, specifier, typeOnly, layer }: Import): string | undefined {
  if (specifier.startsWith(".")) return undefined;
  if (specifier.startsWith("node:"))
    return layer.node === true ? undefined : "but this package runs everywhere";
  const packageName = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  const only = ONE_FILE[packageName];
  if (only !== undefined && only !== file) return `which is known to ${only} alone`;
  if (layer.imports.includes(packageName)) return undefined;
  if (layer.typesOnly?.includes(packageName) === true) {
    return typeOnly ? undefined : "of which only types may be imported (import type)";
  }
  return "which this package may not";
}
