// The works that need no model, each of which takes as long as half of all others: whoever generates may hand them to a thread.
import type { Document } from "@specloom/api-model";

import { mapLimited } from "../disk/map-limited.ts";
import type { PrintedOpenAPI } from "../emit/openapi/print-openapi.ts";
import { formatText } from "../format-text.ts";

/** The formatter holds each text several times. */
const FORMATTED_AT_ONCE = 2;

/** Prints one document in the layout of openapi-typescript. */
export type PrintOpenAPI = (document: Document) => Promise<PrintedOpenAPI>;

/** A text as the formatter would have it, and what its parser complains of. */
export type FormattedText = Awaited<ReturnType<typeof formatText>>;

/** A text, and the path whose extension says what it is. */
export interface RoughFile {
  readonly path: string;
  readonly text: string;
}

/** Formats files, in their order. */
export type FormatFiles = (files: readonly RoughFile[]) => Promise<readonly FormattedText[]>;

export interface Printing {
  readonly printOpenAPI: PrintOpenAPI;
  readonly formatFiles: FormatFiles;
}

export const formatFiles: FormatFiles = (files) =>
  mapLimited(files, ({ path, text }) => formatText(path, text), FORMATTED_AT_ONCE);

/** In this thread, which waits. */
export const printingHere: Printing = {
  printOpenAPI: async (document) => {
    const { printOpenAPI } = await import("../emit/openapi/print-openapi.ts");
    return printOpenAPI(JSON.stringify(document));
  },
  formatFiles,
};
