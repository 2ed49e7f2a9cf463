import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { runWell } from "../../test/run.ts";
import type { PackedFiles } from "./tarball-faults.ts";

/** Every file of a package as npm installs it. */
export async function readTarball(tarball: string): Promise<PackedFiles> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-tarball-"));
  try {
    await runWell("tar", ["-xzf", tarball], { cwd: folder });
    const root = join(folder, "package");
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const read = files.map(async (file): Promise<[string, string]> => [
      relative(root, file).split(sep).join("/"),
      await readFile(file, "utf8"),
    ]);
    return new Map(await Promise.all(read));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
