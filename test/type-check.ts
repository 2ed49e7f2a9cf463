// The only file that knows TypeScript 7's own interface, which is unstable by name.
import { join } from "node:path";
import { API } from "typescript/unstable/sync";
import { ROOT } from "./workspace.ts";

const FOLDER = join(ROOT, "test/.in-memory");
const CONFIG = join(FOLDER, "tsconfig.json");
const OPTIONS = {
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  module: "nodenext",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler has to say about files that are nowhere on disk, one line a complaint. Packages resolve as in this folder. */
export function typeCheck(texts: Readonly<Record<string, string>>): string[] {
  const files = new Map(Object.entries(texts).map(([name, text]) => [join(FOLDER, name), text]));
  files.set(CONFIG, JSON.stringify({ compilerOptions: OPTIONS, files: Object.keys(texts) }));
  const api = new API({
    cwd: FOLDER,
    fs: {
      readFile: (path) => files.get(path),
      fileExists: (path) => (files.has(path) ? true : undefined),
      directoryExists: (path) => (path === FOLDER ? true : undefined),
    },
  });
  try {
    const project = api.updateSnapshot({ openProjects: [CONFIG] }).getProject(CONFIG);
    if (project === undefined) throw new Error("TypeScript opened no project");
    return Object.keys(texts).flatMap((name) => {
      const path = join(FOLDER, name);
      const { program } = project;
      return [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)].map(
        ({ text }) => `${name}: ${text}`,
      );
    });
  } finally {
    api.close();
  }
}
