import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import ts from "typescript-5";

/** Every place below a folder where a type is written `any`, as `file:line`. */
export async function findAny(folder: string): Promise<readonly string[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".ts"));
  const found: string[] = [];
  for (const path of paths) {
    const text = await readFile(join(folder, path), "utf8");
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword)
        found.push(`${path}:${file.getLineAndCharacterOfPosition(node.end).line + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}
