import { cp, mkdtemp, readFile, readdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT: string = join(dirname(fileURLToPath(import.meta.url)), "..");

const require = createRequire(import.meta.url);
/** TypeScript's compiler, as the workspace pins it. */
export const TSC: string = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
}

/** Folders and manifests of the packages that are published. */
export async function listPublished(): Promise<{ folder: string; manifest: Manifest }[]> {
  const folders = (await readdir(join(ROOT, "packages"))).map((name) => join(ROOT, "packages", name));
  const all = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      manifest: JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest,
    })),
  );
  return all.filter(({ manifest }) => manifest.private !== true);
}

/** A folder of its own for one test; the caller removes it. */
export async function makeScratch(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `specloom-${name}-`));
}

/** Copies the built workspace into `folder`; what is installed is linked, not copied. */
export async function copyWorkspace(folder: string): Promise<void> {
  for (const name of ["package.json", "tsconfig.base.json", "spec", "packages"]) {
    await cp(join(ROOT, name), join(folder, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/[\\/](?:test|test-results|\.turbo)$/u.test(path),
    });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
}
