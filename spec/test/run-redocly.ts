import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type JsonObject, isObject } from "./json.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const command = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

export interface RedoclyRun {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** Runs the Redocly command in the folder of the document, without a look for updates. */
export function runRedocly(...argv: string[]): Promise<RedoclyRun> {
  const env = { ...process.env, NO_COLOR: "1", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [command, ...argv], { cwd: folder, env }, (error, stdout, stderr) => {
      const output = stdout + stderr;
      if (error === null) resolve({ exitCode: 0, output });
      else if (typeof error.code === "number") resolve({ exitCode: error.code, output });
      else reject(error);
    });
  });
}

/**
 * The document as one JSON value. Bundled by the Redocly command and not by our own reader, so that these tests judge the
 * files alone.
 */
export async function bundleDocument(): Promise<JsonObject> {
  const temporary = await mkdtemp(join(tmpdir(), "keycard-spec-"));
  try {
    const file = join(temporary, "openapi.json");
    const { exitCode, output } = await runRedocly(
      "bundle",
      "openapi.yaml",
      "--config",
      "redocly.yaml",
      "--output",
      file,
    );
    if (exitCode !== 0) throw new Error(`redocly bundle ended with ${exitCode}:\n${output}`);
    const document: unknown = JSON.parse(await readFile(file, "utf8"));
    if (!isObject(document)) throw new Error("The bundled document is not an object.");
    return document;
  } finally {
    await rm(temporary, { recursive: true });
  }
}
