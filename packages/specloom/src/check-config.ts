import type { SpecloomConfig } from "@specloom/generator";

import { UsageError } from "./usage-error.ts";

const TEXTS = [
  "document",
  "names",
  "environmentPrefix",
  "packages.types.name",
  "packages.types.folder",
  "packages.client.name",
  "packages.client.folder",
  "packages.contractTests.name",
  "packages.contractTests.folder",
  "packages.contractTests.command",
];
const LISTS = ["overlays", "remoteOrigins"];
const OPTIONAL = ["overrides", "fidelity", "released", "command", ...LISTS];

/** Makes sure that a value is a configuration. @throws UsageError that names every fault */
export function checkConfig(value: unknown, file: string): SpecloomConfig {
  const missing = TEXTS.filter((path) => {
    const text = valueAt(value, path);
    return typeof text !== "string" || text.trim() === "";
  });
  const known = new Set([...TEXTS.map((path) => path.split(".", 1)[0]), ...OPTIONAL]);
  const unknown = Object.keys(isObject(value) ? value : {}).filter((key) => !known.has(key));
  const faults = [
    ...missing.map((path) => `${path} must be a text that is not empty`),
    ...LISTS.filter((key) => !isTexts(valueAt(value, key))).map((key) => `${key} must be a list of texts`),
    ...faultyOrigins(value).map(
      (origin) =>
        `remoteOrigins holds ${JSON.stringify(origin)}, which is no origin such as https://schemas.example`,
    ),
    ...unknown.map((key) => `${key} is not known`),
  ];
  if (faults.length === 0) return value as SpecloomConfig;
  throw new UsageError(
    `The configuration ${file} cannot be used: ${faults.join("; ")}. ` +
      "It must export by default what defineConfig of specloom takes.",
    { showsUsage: false },
  );
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((text) => typeof text === "string"));
}

function faultyOrigins(value: unknown): readonly string[] {
  const origins = valueAt(value, "remoteOrigins");
  if (!Array.isArray(origins)) return [];
  return origins.filter((origin): origin is string => typeof origin === "string" && !isOrigin(origin));
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, "");
}

function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const key of path.split(".")) current = isObject(current) ? current[key] : undefined;
  return current;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
