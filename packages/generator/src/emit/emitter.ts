import type { ApiModel, Document, Problem } from "@specloom/api-model";

import type { NameAliases, SpecloomConfig } from "../config.ts";
import type { PrintOpenAPI } from "../printing-thread/printing.ts";

/** What every emitter sees: the model and the bundled document, never YAML. */
export interface EmitInput {
  readonly model: ApiModel;
  readonly document: Document;
}

/** How the code shall look, and where to say what it could not express. */
export interface EmitOptions {
  /** First line of every generated TypeScript file. */
  readonly banner: string;
  /** Name of the document's file, for people: `spec/openapi.yaml`. */
  readonly documentName: string;
  readonly environmentPrefix: string;
  readonly packages: SpecloomConfig["packages"];
  readonly aliases?: NameAliases;
  readonly report: (problem: Problem) => void;
  readonly printOpenAPI: PrintOpenAPI;
}

/** A file of a generated package. The path is relative to its `src/generated`, with forward slashes. */
export interface EmittedFile {
  readonly path: string;
  readonly text: string;
  /** True where the text is as it shall be written. JSON always is. @default false */
  readonly formatted?: boolean;
}

/** A pure function: the same input and options give the same files. */
export type Emitter = (input: EmitInput, options: EmitOptions) => Promise<readonly EmittedFile[]>;
