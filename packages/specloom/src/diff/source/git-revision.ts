import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { UsageError } from "../../usage-error.ts";

/** A file of a git revision. */
export interface Revision {
  readonly revision: string;
  /** From the root of the repository; from the working directory where it begins with `./` or `../`. */
  readonly path: string;
}

export interface Checkout {
  readonly directory: string;
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/** Reads `main:spec/openapi.yaml`; undefined for anything else. */
export function parseRevision(text: string): Revision | undefined {
  // One letter before the colon is a drive of Windows, not a revision.
  const [, revision, path] = /^([^:]{2,}|[^:a-zA-Z]):(.+)$/.exec(text) ?? [];
  return revision === undefined || path === undefined ? undefined : { revision, path };
}

/**
 * Writes the YAML and JSON files of a revision into a temporary folder, so that a document of many files finds its parts. The
 * index and the working tree of the repository are left alone.
 *
 * @throws UsageError where there is no git, no such revision or no such file
 */
export async function checkOutRevision({ revision, path }: Revision, directory: string): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-diff-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const prefix = await git(directory, ["rev-parse", "--show-prefix"]);
    const root = await git(directory, ["rev-parse", "--show-toplevel"]);
    const commit = await git(directory, [
      "rev-parse",
      "--verify",
      "--end-of-options",
      `${revision}^{commit}`,
    ]);
    const index = { GIT_INDEX_FILE: join(folder, "index") };
    await git(root, ["read-tree", commit], index);
    const files = ["*.yaml", "*.yml", "*.json"];
    const listed = await git(root, ["ls-files", "-z", "--", ...files], index);
    const names = listed.split("\0").filter((name) => name !== "");
    const own = /^\.\.?\//.test(path) ? join(prefix, path) : join(path);
    if (!names.includes(own.replaceAll("\\", "/"))) {
      throw new UsageError(`There is no ${own} in ${revision}: look at git ls-tree ${revision}.`, {
        showsUsage: false,
      });
    }
    for (let start = 0; start < names.length; start += 500) {
      const some = names.slice(start, start + 500);
      await git(root, ["checkout-index", `--prefix=${folder}/tree/`, "--", ...some], index);
    }
    return { directory: join(folder, "tree"), file: join(folder, "tree", own), remove };
  } catch (error) {
    await remove();
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${revision} is no revision of git here: ${reasonOf(error)}.`, {
      cause: error,
      showsUsage: false,
    });
  }
}

async function git(
  directory: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const options = { cwd: directory, env: { ...process.env, ...env }, maxBuffer: 2 ** 28 };
  const { stdout } = await promisify(execFile)("git", args, options);
  return stdout.trim();
}

function reasonOf(error: unknown): string {
  const { code, stderr = "", message } = error as { code?: unknown; stderr?: string; message: string };
  if (code === "ENOENT") return "there is no git";
  const [line = message] = stderr.trim().split("\n");
  return line.replace(/^fatal: /, "").replace(/\.$/, "");
}
