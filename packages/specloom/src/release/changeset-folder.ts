// `.changeset/` on the disk: our own files in it, written by changesets' own package.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { parseChangesetFile } from "@changesets/parse";
import { writeChangeset } from "@changesets/write";

import { UsageError } from "../usage-error.ts";
import { isBump, type Bump } from "./bump.ts";

const PREFIX = "specloom-";
const OVERRIDE = /^Specloom-Override:\s*(\w+),\s*because\s+(\S.*)$/m;

/** One changeset that this command wrote, perhaps with edits of a person. */
export interface OwnChangeset {
  readonly path: string;
  readonly name: string;
  /** Its body. */
  readonly summary: string;
  readonly bumps: Readonly<Record<string, Bump>>;
  /** What a person says the bump should be, with a reason. */
  readonly override?: { readonly bump: Bump; readonly because: string };
}

/** Name of the changeset of a pair of states. */
export function changesetName(id: string): string {
  return `${PREFIX}${id}`;
}

/** Root of the workspace: the nearest folder that has changesets. @throws UsageError where there is none */
export async function findChangesetRoot(directory: string): Promise<string> {
  for (let folder = directory; ; folder = dirname(folder)) {
    const files = await listFiles(join(folder, ".changeset"));
    if (files.includes("config.json")) return folder;
    if (dirname(folder) === folder) {
      throw new UsageError(
        `There is no .changeset/config.json in ${directory} nor above it. Set changesets up with: changeset init`,
        { showsUsage: false },
      );
    }
  }
}

/** Our changesets about any of the packages. @throws UsageError for one that is no changeset */
export async function readOwnChangesets(
  root: string,
  packages: readonly string[],
): Promise<readonly OwnChangeset[]> {
  const folder = join(root, ".changeset");
  const files = (await listFiles(folder)).filter((file) => file.startsWith(PREFIX) && file.endsWith(".md"));
  const read = await Promise.all(files.toSorted().map((file) => readOwn(join(folder, file), file)));
  // Another configuration of the workspace has changesets of its own.
  return read.filter(({ bumps }) => Object.keys(bumps).some((name) => packages.includes(name)));
}

async function readOwn(path: string, file: string): Promise<OwnChangeset> {
  const { releases, summary } = parse(await readFile(path, "utf8"), path);
  const bumps = releases.flatMap(({ name, type }) => (isBump(type) ? [[name, type] as const] : []));
  const [, bump, because = ""] = OVERRIDE.exec(summary) ?? [];
  return {
    path,
    name: file.slice(0, -".md".length),
    summary,
    bumps: Object.fromEntries(bumps),
    ...(isBump(bump) && { override: { bump, because: because.trim() } }),
  };
}

function parse(text: string, path: string): ReturnType<typeof parseChangesetFile> {
  try {
    return parseChangesetFile(text);
  } catch (error) {
    const [reason = ""] = (error as Error).message.split("\n");
    throw new UsageError(
      `${path} is no changeset: ${reason} Mend it, or remove it and run specloom changeset.`,
      {
        cause: error,
        showsUsage: false,
      },
    );
  }
}

/** Text of a changeset, as changesets itself writes it. */
export async function printChangeset(
  bumps: Readonly<Record<string, Bump>>,
  summary: string,
): Promise<string> {
  // It chooses a name of its own in the folder that it is given: here a name says which states are compared.
  const scratch = await mkdtemp(join(tmpdir(), "specloom-changeset-"));
  try {
    const releases = Object.entries(bumps).map(([name, type]) => ({ name, type }));
    const id = await writeChangeset({ summary, releases }, scratch, { format: false });
    return await readFile(join(scratch, ".changeset", `${id}.md`), "utf8");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}
