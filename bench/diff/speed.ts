// Time and memory of a wire comparison of two versions of a large document, against `redocly diff`, in turn in the same run.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { median, type Figure } from "../lib/figures.ts";
import { seededRandom } from "../lib/random.ts";
import { installLargeDocument, writeEdited } from "./large-document.ts";

const ROUNDS = 3;
const ROOT = join(import.meta.dirname, "../..");

/** Of Redocly's command, which the document's own package lints with. */
const REDOCLY = createRequire(join(ROOT, "spec/package.json")).resolve("@redocly/cli/package.json");
const COMMANDS = {
  specloom: [join(ROOT, "packages/specloom/dist/cli.js"), "diff", "--only", "wire", "--format", "json"],
  redocly: [join(dirname(REDOCLY), "bin/cli.js"), "diff", "--format", "json"],
} as const;

interface Measured {
  readonly seconds: number;
  readonly bytes: number;
  readonly printed: string;
}

/** @param given an OpenAPI document in one JSON file, instead of the one from npm */
export async function measureSpeed(given: string | undefined, seed: number): Promise<Figure[]> {
  const base = given ?? installLargeDocument();
  const folder = await mkdtemp(join(tmpdir(), "bench-diff-"));
  try {
    const revision = join(folder, "revision.json");
    writeEdited(base, revision, seededRandom(seed));
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await measure(COMMANDS.specloom, [base, revision], folder));
      theirs.push(await measure(COMMANDS.redocly, [base, revision], folder));
    }
    return summarise(ours, theirs);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(
  command: readonly string[],
  documents: readonly string[],
  folder: string,
): Promise<Measured> {
  const memory = join(folder, "memory");
  const recorder = join(import.meta.dirname, "record-memory.ts");
  const env = {
    ...process.env,
    SPECLOOM_BENCH_MEMORY: memory,
    NODE_ENV: "production",
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  };
  const args = ["--import", recorder, ...command, ...documents];
  const started = performance.now();
  const printed = await run(args, { cwd: folder, env });
  const seconds = (performance.now() - started) / 1000;
  return { seconds, bytes: Number(await readFile(memory, "utf8")), printed };
}

function run(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { ...options, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      // Both end with 1 where something breaks.
      if (error === null || error.code === 1) resolve(stdout);
      else reject(new Error(`${args.join(" ")} failed: ${stderr}`));
    });
  });
}

function summarise(ours: readonly Measured[], theirs: readonly Measured[]): Figure[] {
  const ratio = (of: (measured: Measured) => number): number =>
    median(ours.map((own, round) => of(own) / of(theirs[round] ?? own)));
  const against = "redocly diff";
  const { changes } = JSON.parse(ours[0]?.printed ?? "") as { changes: { wire: string }[] };
  const count = (verdict: string): number => changes.filter(({ wire }) => wire === verdict).length;
  return [
    { id: "changes found", value: changes.length, unit: "changes" },
    { id: "breaking", value: count("breaking"), unit: "changes" },
    { id: "unknown of a large document", value: count("unknown"), unit: "changes" },
    { id: "seconds", value: median(ours.map(({ seconds }) => seconds)), unit: "s" },
    { id: "time", value: ratio(({ seconds }) => seconds), unit: "ratio", bound: 0.6, against },
    { id: "memory", value: ratio(({ bytes }) => bytes), unit: "ratio", bound: 1, against },
  ];
}
