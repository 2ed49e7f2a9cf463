import { readFile, stat } from "node:fs/promises";
import { Source, YamlParseError, type Document as ParsedFile } from "@redocly/openapi-core";
import { SizeError, tooDeep } from "../check-size.ts";
import { memberOf } from "../json.ts";
import { checkVersion } from "./check-version.ts";
import { isSwagger } from "./convert-swagger.ts";
import { firstLine, type Fault } from "./fault.ts";
import type { DocumentResolver } from "./document-resolver.ts";

/** The parsed root file, or what keeps it from being read. `shown` is its name in messages. */
export async function readRoot(
  file: string,
  shown: string,
  resolver: DocumentResolver,
): Promise<ParsedFile | Fault> {
  const body = await readText(file, shown);
  if (typeof body !== "string") return body;
  const root = parse(new Source(file, body), resolver);
  if ("code" in root) return root;
  resolver.cache.set(file, Promise.resolve(root));
  const fault = checkVersion(root.parsed);
  if (fault !== undefined || !isSwagger(root.parsed)) return fault ?? root;
  // Without quotes it is a number, which the bundler refuses.
  return { ...root, parsed: { ...(root.parsed as object), swagger: "2.0" } };
}

async function readText(file: string, shown: string): Promise<string | Fault> {
  try {
    if ((await stat(file)).isDirectory()) {
      const hint = "Give the path of the document in it, for instance openapi.yaml.";
      return { code: "file-is-folder", message: `${shown} is a folder.`, hint };
    }
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
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
          message: `${shown} cannot be read: ${firstLine(error)}.`,
          hint: "See that the file may be read.",
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
  if (looksLikeHTML(source.body)) {
    return {
      code: "html-document",
      message: "The file is an HTML page, not a document.",
      hint: "Download the document itself, not the page that shows it.",
      line: 1,
    };
  }
  try {
    return resolver.parseDocument(source, true);
  } catch (error) {
    return faultOf(error);
  }
}

function looksLikeHTML(body: string): boolean {
  return /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(body.slice(0, 2000));
}

function faultOf(error: unknown): Fault {
  if (error instanceof SizeError) return error.problem;
  // The YAML parser works by recursion, so what nests too deeply ends its stack.
  if (error instanceof YamlParseError && error.originalError instanceof RangeError) return tooDeep();
  const line = error instanceof YamlParseError && Number.isInteger(error.line) ? { line: error.line } : {};
  return {
    code: "not-yaml-or-json",
    message: `The file is neither YAML nor JSON: ${firstLine(error)}.`,
    hint: "Correct the syntax there.",
    ...line,
  };
}
