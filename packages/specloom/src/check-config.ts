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
const OPTIONAL = ["overrides", "fidelity", "released", "decisions", "aliases", "policy", "command", ...LISTS];

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
    ...faultyDecisions(value).map(
      (index) =>
        `decisions[${index}] must have the texts at, change and because, and a verdict that is additive or none`,
    ),
    ...["schemas", "operations", "paths"]
      .filter((kind) => !isTextTable(valueAt(value, `aliases.${kind}`)))
      .map((kind) => `aliases.${kind} must be an object of old names, each with the new one`),
    ...faultyOrigins(value).map(
      (origin) =>
        `remoteOrigins holds ${JSON.stringify(origin)}, which is no origin such as https://schemas.example`,
    ),
    ...(isPolicy(valueAt(value, "policy")) ? [] : ["policy must be standard or strict"]),
    ...unknown.map((key) => `${key} is not known`),
  ];
  if (faults.length === 0) return value as SpecloomConfig;
  throw new UsageError(
    `The configuration ${file} cannot be used: ${faults.join("; ")}. ` +
      "It must export by default what defineConfig of specloom takes.",
    { showsUsage: false },
  );
}

function isPolicy(value: unknown): boolean {
  return value === undefined || value === "standard" || value === "strict";
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((text) => typeof text === "string"));
}

function isTextTable(value: unknown): boolean {
  return (
    value === undefined ||
    (isObject(value) && Object.values(value).every((text) => typeof text === "string" && text !== ""))
  );
}

function faultyDecisions(value: unknown): readonly number[] {
  const decisions = valueAt(value, "decisions");
  if (decisions === undefined) return [];
  if (!Array.isArray(decisions)) return [0];
  return decisions.flatMap((decision: unknown, index) => {
    const hasTexts = ["at", "change", "because"].every((key) => {
      const text = valueAt(decision, key);
      return typeof text === "string" && text.trim() !== "";
    });
    const verdict = valueAt(decision, "verdict");
    return hasTexts && (verdict === "additive" || verdict === "none") ? [] : [index];
  });
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
