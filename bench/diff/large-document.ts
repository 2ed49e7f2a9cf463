// Two versions of a large document: GitHub's, from npm, installed beside the repository's own dependencies on first use, and
// the same after 200 seeded edits of its schemas.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { pick, type Random } from "./random-values.ts";

const VERSION = "23.0.2";
const FOLDER = join(import.meta.dirname, "../peers/octokit-openapi");
const DOCUMENT = join(FOLDER, "node_modules/@octokit/openapi/generated/api.github.com.json");
const EDITS = 200;

interface Schema {
  type?: unknown;
  enum?: unknown[];
  maxLength?: number;
  required?: string[];
  properties?: Record<string, Schema>;
}

/** Path of the document. */
export function installLargeDocument(): string {
  if (existsSync(DOCUMENT)) return DOCUMENT;
  mkdirSync(FOLDER, { recursive: true });
  const dependencies = { "@octokit/openapi": VERSION };
  writeFileSync(join(FOLDER, "package.json"), JSON.stringify({ private: true, dependencies }));
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", ["install", ...options], { cwd: FOLDER, stdio: ["ignore", "ignore", "inherit"] });
  return DOCUMENT;
}

/** Writes the document after the edits. */
export function writeEdited(file: string, target: string, random: Random): void {
  const document = JSON.parse(readFileSync(file, "utf8")) as {
    components: { schemas: Record<string, Schema> };
  };
  const objects = Object.values(document.components.schemas).filter(
    ({ properties }) => Object.keys(properties ?? {}).length > 0,
  );
  for (let count = 0; count < EDITS; count++) edit(pick(random, objects), random, count);
  writeFileSync(target, JSON.stringify(document));
}

function edit(schema: Schema, random: Random, count: number): void {
  const properties = (schema.properties ??= {});
  const name = pick(random, Object.keys(properties));
  const member = properties[name] ?? {};
  const kinds = [
    (): void => void delete properties[name],
    (): void => void (properties[`added_${count}`] = { type: "string" }),
    (): void => void (schema.required = [...new Set([...(schema.required ?? []), name])]),
    (): void => void (schema.required = (schema.required ?? []).filter((own) => own !== name)),
    (): void => void (member.type = member.type === "string" ? "integer" : "string"),
    (): void => void (member.maxLength = 50 + count),
    (): void => void (member.enum = [...(member.enum ?? ["a"]), `added ${count}`]),
  ];
  pick(random, kinds)();
  if (Object.keys(properties).length === 0) properties["kept"] = { type: "string" };
}
