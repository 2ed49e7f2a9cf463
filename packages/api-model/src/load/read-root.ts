import { readFile, stat } from "node:fs/promises";
import { Source, YamlParseError, type Document as ParsedFile } from "@redocly/openapi-core";
import { SizeError, tooDeep } from "../check-size.ts";
import { memberOf } from "../json.ts";
import { checkVersion } from "./check-version.ts";
import { isSwagger } from "./convert-swagger.ts";
import { decodeText } from "./decode-text.ts";
import { describeSyntax, firstLine, systemReason, type Fault } from "./fault.ts";
import type { DocumentResolver } from "./document-resolver.ts";

/** The parsed root file, or what keeps it from being read. `shown` is its name in messages. */
export async function readRoot(
  file: string,
  shown: string,
  resolver: DocumentResolver,
): Promise<ParsedFile | Fault> {
  const bytes = await readBytes(file, shown);
  if ("code" in bytes) return bytes;
  const decoded = decodeText(bytes);
  if ("code" in decoded) return decoded;
  const source = new Source(file, decoded.text);
  resolver.noteBytes(source, decoded);
  const root = parse(source, resolver);
  if ("code" in root) return root;
  resolver.cache.set(file, Promise.resolve(root));
  const fault = checkVersion(root.parsed);
  if (fault !== undefined || !isSwagger(root.parsed)) return fault ?? root;
  // Without quotes it is a number, which the bundler refuses.
  return { ...root, parsed: { ...(root.parsed as object), swagger: "2.0" } };
}

async function readBytes(file: string, shown: string): Promise<Buffer | Fault> {
  try {
    if ((await stat(file)).isDirectory()) {
      const hint = "Give the path of the document in it, for instance openapi.yaml.";
      return { code: "file-is-folder", message: `${shown} is a folder.`, hint };
    }
    return await readFile(file);
  } catch (error) {
    const code = memberOf(error, "code");
    return code === "ENOENT" || code === "ENOTDIR"
      ? {
          code: "file-not-found",
          message: `There is no file ${shown}.`,
          hint: "Correct the path; it is relative to the working directory.",
        }
      : {
          code: "file-unreadable",
          message: `${shown} cannot be read: ${systemReason(error)}.`,
          hint: "See that the file, and the folders above it, may be read.",
        };
  }
}

function parse(source: Source, resolver: DocumentResolver): ParsedFile | Fault {
  if (source.body.trim() === "") {
    return {
      code: "file-empty",
      message: "The file is empty.",
      hint: "Give the path of an OpenAPI document.",
    };
  }
  const markup = markupOf(source.body);
  if (markup !== undefined) {
    return {
      code: "html-document",
      message: `The file is ${markup}, not an OpenAPI document.`,
      hint: "Download the document itself, not the page that shows it.",
      line: 1,
    };
  }
  if (/^\s*#%RAML\b/.test(source.body)) {
    const message = "The file is a RAML document, not an OpenAPI document.";
    return { code: "not-openapi", message, hint: "Convert it to OpenAPI." };
  }
  try {
    return resolver.parseDocument(source, true);
  } catch (error) {
    return faultOf(error);
  }
}

function markupOf(body: string): string | undefined {
  const start = body.slice(0, 2000);
  if (/^\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(start)) return "an HTML page";
  return /^\s*<[!?a-z]/i.test(start) ? "HTML or XML" : undefined;
}

function faultOf(error: unknown): Fault {
  if (error instanceof SizeError) return error.problem;
  // The YAML parser works by recursion, so what nests too deeply ends its stack.
  if (error instanceof YamlParseError && error.originalError instanceof RangeError) return tooDeep();
  const line = error instanceof YamlParseError && Number.isInteger(error.line) ? { line: error.line } : {};
  return { code: "not-yaml-or-json", ...describeSyntax(firstLine(error)), ...line };
}
