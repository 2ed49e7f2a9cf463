import type { Document } from "../document.ts";
import type { Problem } from "../problem.ts";
import type { RemoteOptions } from "./read-remote.ts";

export interface LoadOptions {
  /** Folder that file names in problems start from. @default the working directory, where that makes them shorter */
  readonly workingDirectory?: string;
  /** Paths of OpenAPI Overlays, applied in this order before anything else reads the document. @default none */
  readonly overlays?: readonly string[];
  /** Where `$ref`s to other hosts may lead. @default nowhere: nothing is fetched */
  readonly remote?: RemoteOptions;
  /**
   * Told the bytes of a JSON file before it is parsed, for whoever parses it as well in another thread. What becomes of it
   * is not known yet: see {@link LoadedDocument.fromJSON}.
   */
  readonly onJSON?: (bytes: Uint8Array) => void;
}

export interface LoadedDocument {
  /** The bundled document; undefined where there is none to go on with. It may be there although a problem is fatal. */
  readonly document: Document | undefined;
  readonly problems: readonly Problem[];
  /** Absolute paths of the files that were read, the root first; URLs of those that came from another host. */
  readonly files: readonly string[];
  /** The same of those that were looked for and could not be read. */
  readonly missing: readonly string[];
  /**
   * There where the document is what the JSON that `onJSON` was told says, but for what {@link closeDocument} does to it
   * where `examplesPlaced` is true.
   */
  readonly fromJSON?: { readonly examplesPlaced: boolean };
}
