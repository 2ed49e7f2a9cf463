// What the three packages hold beside their `src/generated`: everything to build and to publish them.
import { packageReadmes } from "./package-readmes.ts";
import { workspaceRange } from "./package-manager.ts";
import { packageFolders, printJSON, type Plan, type PlannedFile } from "./plan.ts";
import { TOOL_VERSIONS } from "./versions.ts";

const CODE = { types: "./dist/index.d.ts", default: "./dist/index.js" };
const RESOURCES = {
  types: "./dist/generated/resources/*.d.ts",
  default: "./dist/generated/resources/*.js",
};

/** Every file of the three packages. */
export function packageFiles(plan: Plan): readonly PlannedFile[] {
  const { types, client, contractTests } = packageFolders(plan);
  const readmes = packageReadmes(plan);
  return [
    ...inFolder(types, {
      "package.json": manifest(plan, types, typesPackage(plan)),
      "README.md": readmes.types,
      // A file in a body is a `Blob`.
      ...compilerFiles(["es2023", "dom"], { exclude: ["src/generated/agreement.ts"] }),
      "src/index.ts": 'export type * from "./generated/index.ts";\n',
      "src/openapi.ts": 'export type * from "./generated/openapi.ts";\n',
    }),
    ...inFolder(client, {
      "package.json": manifest(plan, client, clientPackage(plan)),
      "README.md": readmes.client,
      ...compilerFiles(["es2023", "dom", "dom.iterable"]),
      "src/index.ts": 'export * from "./generated/index.ts";\n',
      "src/bare.ts": 'export * from "./generated/bare.ts";\n',
      "src/paths.ts": 'export * from "./generated/paths.ts";\n',
    }),
    ...inFolder(contractTests, {
      "package.json": manifest(plan, contractTests, contractTestsPackage(plan)),
      "README.md": readmes.contractTests,
      ...compilerFiles(["es2023"], { types: ["node"] }),
      "src/index.ts": 'export * from "./generated/index.ts";\n',
    }),
  ];
}

/** Members of a manifest that differ from package to package. */
interface PackageParts {
  readonly name: string;
  readonly what: string;
  readonly node: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function typesPackage({ names }: Plan): PackageParts {
  return {
    name: names.types,
    what: "Types",
    node: ">=20",
    exports: {
      ".": CODE,
      "./openapi": { types: "./dist/openapi.d.ts", default: "./dist/openapi.js" },
      "./resources/*": RESOURCES,
    },
  };
}

function clientPackage({ names, workspace, ranges }: Plan): PackageParts {
  return {
    name: names.client,
    what: "Client",
    node: ">=20",
    exports: {
      ".": CODE,
      "./bare": { types: "./dist/bare.d.ts", default: "./dist/bare.js" },
      "./paths": { types: "./dist/paths.d.ts", default: "./dist/paths.js" },
      "./resources/*": RESOURCES,
    },
    dependencies: {
      "@specloom/client-runtime": ranges["@specloom/client-runtime"],
      [names.types]: workspaceRange(workspace.manager),
    },
  };
}

function contractTestsPackage({ names, ranges }: Plan): PackageParts {
  return {
    name: names.contractTests,
    what: "Contract tests",
    node: ">=22.18",
    exports: { ".": CODE, "./openapi.json": "./src/generated/openapi.json" },
    bin: { [names.command]: "./dist/generated/command.js" },
    files: ["src/generated/openapi.json"],
    dependencies: { "@specloom/contract-runtime": ranges["@specloom/contract-runtime"] },
    devDependencies: { "@types/node": TOOL_VERSIONS["@types/node"] },
  };
}

function manifest(plan: Plan, folder: string, parts: PackageParts): string {
  const { license, repository } = plan.workspace.manifest?.data ?? {};
  return printJSON({
    name: parts.name,
    version: "0.0.0",
    description: `${parts.what} of ${plan.title}, generated from its OpenAPI document.`,
    ...(license !== undefined && { license }),
    ...(repository !== undefined && { repository: inRepository(repository, folder) }),
    ...(parts.bin && { bin: parts.bin }),
    files: ["dist", ...(parts.files ?? [])],
    type: "module",
    sideEffects: false,
    exports: { ...parts.exports, "./package.json": "./package.json" },
    scripts: { build: "tsc -p tsconfig.build.json", types: "tsc -p tsconfig.json" },
    ...(parts.dependencies && { dependencies: parts.dependencies }),
    devDependencies: { ...parts.devDependencies, typescript: TOOL_VERSIONS.typescript },
    engines: { node: parts.node },
  });
}

function inRepository(repository: unknown, directory: string): unknown {
  const url = typeof repository === "string" ? { type: "git", url: repository } : repository;
  return typeof url === "object" ? { ...url, directory } : url;
}

/** One configuration for the editor, which also proves what is not published, and one for the build. */
function compilerFiles(
  lib: readonly string[],
  { types = [], exclude }: { readonly types?: readonly string[]; readonly exclude?: readonly string[] } = {},
): Readonly<Record<string, string>> {
  return {
    "tsconfig.json": printJSON({
      compilerOptions: {
        target: "es2023",
        lib,
        types,
        module: "nodenext",
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noUnusedLocals: true,
        verbatimModuleSyntax: true,
        erasableSyntaxOnly: true,
        isolatedDeclarations: true,
        rewriteRelativeImportExtensions: true,
        declaration: true,
        noEmitOnError: true,
        // What other packages declare is theirs to check.
        skipLibCheck: true,
        noEmit: true,
      },
      include: ["src"],
    }),
    "tsconfig.build.json": printJSON({
      extends: "./tsconfig.json",
      compilerOptions: { noEmit: false, rootDir: "src", outDir: "dist" },
      include: ["src"],
      ...(exclude && { exclude }),
    }),
  };
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): readonly PlannedFile[] {
  return Object.entries(files).map(([path, text]) => ({ path: `${folder}/${path}`, text }));
}
