// What the compiler says of the three packages as their sources stand, without building them.
import { join, relative, resolve } from "node:path";

import type { SpecloomConfig } from "@specloom/generator";
import ts from "typescript";

import { locateSources } from "../release/read-surface.ts";

const OPTIONS: ts.CompilerOptions = {
  allowImportingTsExtensions: true,
  exactOptionalPropertyTypes: true,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2023,
  types: [],
};

/** Compiles again and again; what did not change since the last time is not parsed anew. */
export class TypeChecker {
  #last: ts.Program | undefined;

  /** Complaints, one a line: `packages/client/src/index.ts:3:1 Module … has no exported member 'Pet'.` */
  async check(config: SpecloomConfig, directory: string): Promise<readonly string[]> {
    const paths = { ...(await locateSources(config, directory)) };
    const rootNames = Object.values(config.packages).flatMap(({ folder }) =>
      ts.sys.readDirectory(join(resolve(directory, folder), "src"), [".ts"]),
    );
    const options = { ...OPTIONS, paths };
    const program = ts.createProgram({
      rootNames,
      options,
      ...(this.#last !== undefined && { oldProgram: this.#last }),
    });
    this.#last = program;
    return rootNames.flatMap((name) => {
      const file = program.getSourceFile(name);
      const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return found.map(describe);
    });
  }
}

function describe({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  if (file === undefined || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${relative(".", file.fileName)}:${line + 1}:${character + 1} ${text}`;
}
