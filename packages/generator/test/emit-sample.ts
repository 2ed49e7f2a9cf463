import { fileURLToPath } from "node:url";

import { buildModel, loadDocument, type Document, type Problem } from "@specloom/api-model";

import type { SpecloomConfig } from "../src/config.ts";
import { emitPackages, type EmittedPackages } from "../src/emit-packages.ts";

/** The folder of a sample. */
export function sampleFolder(name: string): string {
  return fileURLToPath(new URL(`../samples/${name}/`, import.meta.url));
}

/** A configuration whose packages stand beside the document; nothing is ever written there. */
export function sampleConfig(folder: string, validation = false): SpecloomConfig {
  return {
    document: `${folder}openapi.yaml`,
    names: `${folder}names.lock.json`,
    environmentPrefix: "SAMPLE",
    packages: {
      types: { name: "@sample/types", folder: `${folder}types` },
      client: { name: "@sample/client", folder: `${folder}client`, validation },
      contractTests: {
        name: "@sample/contract-tests",
        folder: `${folder}contract-tests`,
        command: "sample-contract",
      },
    },
  };
}

export interface EmittedSample extends EmittedPackages {
  readonly documentProblems: readonly Problem[];
}

export interface SampleOptions {
  /** With validators of answers. @default false */
  readonly validation?: boolean;
}

/** Everything that a sample's document becomes. */
export async function emitSample(name: string, options: SampleOptions = {}): Promise<EmittedSample> {
  const folder = sampleFolder(name);
  const { document, problems } = await loadDocument(`${folder}openapi.yaml`);
  if (document === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  const emitted = await emitDocument(document, { folder, ...options });
  return { ...emitted, documentProblems: [...problems, ...emitted.documentProblems] };
}

/** Everything that a document in memory becomes. */
export async function emitDocument(
  document: Document,
  { folder = "/sample/", validation = false }: SampleOptions & { readonly folder?: string } = {},
): Promise<EmittedSample> {
  const { model, problems } = buildModel(document);
  const emitted = await emitPackages({ model, document }, sampleConfig(folder, validation));
  return { ...emitted, documentProblems: problems };
}
