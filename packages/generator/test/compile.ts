// Compiles generated packages as they stand in memory, under the strictest flags.
import { fileURLToPath } from "node:url";

import ts from "typescript";

import type { PackageKey } from "../src/config.ts";
import type { EmittedPackages } from "../src/emit-packages.ts";
import { STRICTEST_OPTIONS } from "./strictest-options.ts";

const PACKAGES = fileURLToPath(new URL("../../", import.meta.url)).replaceAll("\\", "/");
const ROOT = `${PACKAGES}generator/.in-memory/`;

const OPTIONS: ts.CompilerOptions = {
  ...ts.convertCompilerOptionsFromJson(STRICTEST_OPTIONS, ROOT).options,
  skipLibCheck: true,
};

const RUNTIMES: ts.MapLike<string[]> = {
  "@specloom/client-runtime": [`${PACKAGES}client-runtime/src/index.ts`],
  "@specloom/client-runtime/media": [`${PACKAGES}client-runtime/src/media.ts`],
  "@specloom/client-runtime/paths": [`${PACKAGES}client-runtime/src/paths.ts`],
  "@specloom/client-runtime/validate": [`${PACKAGES}client-runtime/src/validate.ts`],
  "@specloom/contract-runtime": [`${ROOT}contract-runtime.ts`],
  "@specloom/contract-runtime/*": [`${ROOT}contract-runtime.ts`],
};

/** Where the packages of a scope stand in memory. */
function pathsOf(scope: string): ts.MapLike<string[]> {
  return {
    [`@${scope}/types/openapi`]: [`${ROOT}${scope}/types/openapi.ts`],
    [`@${scope}/types/*`]: [`${ROOT}${scope}/types/*.ts`],
    [`@${scope}/client`]: [`${ROOT}${scope}/client/index.ts`],
  };
}

// What the generated suites call. The real runtime brings vitest and Ajv, which would be compiled along each time.
const CONTRACT_RUNTIME = `
  import type { ApiModel } from "${PACKAGES}api-model/src/model.ts";
  export type { ApiModel };
  export declare function contractSuite(model: ApiModel, resource: readonly string[]): void;
  export declare function runContractCommand(
    options: { name: string; environmentPrefix: string; model: ApiModel; document: string; suites: URL },
  ): Promise<number>;
  export type DeclareContract = (options: { baseUrl: string }) => void;
  export declare function contractTests(
    model: ApiModel,
    names: { environmentPrefix: string; document: string },
  ): DeclareContract;
`;

/** What the compiler has to say, one line a complaint; `extra` are further files beside the packages. */
export function compile(
  files: EmittedPackages["files"],
  extra: Readonly<Record<string, string>> = {},
): string[] {
  return compileAll({ sample: files }, extra);
}

/** The same of several documents at once, by the scope of their packages: what they share is checked once. */
export function compileAll(
  scopes: Readonly<Record<string, EmittedPackages["files"]>>,
  extra: Readonly<Record<string, string>> = {},
): string[] {
  const texts = new Map<string, string>([[`${ROOT}contract-runtime.ts`, CONTRACT_RUNTIME]]);
  for (const [scope, files] of Object.entries(scopes)) {
    for (const key of Object.keys(files) as PackageKey[])
      for (const { path, text } of files[key])
        if (path.endsWith(".ts")) texts.set(`${ROOT}${scope}/${key}/${path}`, text);
  }
  for (const [path, text] of Object.entries(extra)) texts.set(`${ROOT}sample/${path}`, text);
  const paths = Object.assign({}, RUNTIMES, ...Object.keys(scopes).map(pathsOf)) as ts.MapLike<string[]>;
  const program = ts.createProgram([...texts.keys()], { ...OPTIONS, paths }, memoryHost(texts));
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file === undefined || texts.has(file.fileName))
    .map(({ file, start, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
      const name = file?.fileName.slice(ROOT.length).replace(/^sample\//, "") ?? "";
      return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}

// Files of the disk do not change while the tests run: the libraries are parsed once.
const parsed = new Map<string, ts.SourceFile | undefined>();

function memoryHost(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  return {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    directoryExists: (path) => path.startsWith(ROOT.slice(0, -1)) || host.directoryExists?.(path) === true,
    getSourceFile: (path, ...rest) => {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, rest[0], true);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, ...rest));
      return parsed.get(path);
    },
  };
}
