import type { DocumentedResponse, Json, Method, Pointer } from "../model.ts";
import { entriesOf, flagOf, memberOf, shorten, textOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import { readContent, readHeaders } from "./read-content.ts";
import { resolveOrReport, type Reading } from "./reading.ts";

/** The documented responses of an operation, in document order. */
export function readResponses(
  reading: Reading,
  operation: Json,
  { pointer, method }: { readonly pointer: Pointer; readonly method: Method },
): DocumentedResponse[] {
  const at = joinPointer(pointer, "responses");
  const readBodies = method === "HEAD" ? readContentOfHead : readContent;
  const responses = entriesOf(memberOf(operation, "responses")).flatMap(([key, value]) => {
    if (key.startsWith("x-")) return [];
    const status = readStatus(reading, key, joinPointer(at, key));
    const target = status === undefined ? undefined : resolveOrReport(reading, value, joinPointer(at, key));
    if (status === undefined || target === undefined) return [];
    return [
      {
        kind: "response" as const,
        pointer: target.pointer,
        status,
        description: textOf(target.value, "description") ?? "",
        assumed: flagOf(target.value, "x-specloom-assumed"),
        headers: readHeaders(reading, target.value, target.pointer),
        content: readBodies(reading, target.value, target.pointer),
      },
    ];
  });
  if (responses.length === 0) {
    reading.report("no-responses", pointer, {
      message: "The operation documents no response.",
      hint: "Add `responses` with at least the status of success.",
    });
  }
  if (responses.length > 0 && responses.every(({ status }) => /^[45]/.test(status))) {
    reading.report("no-success", at, {
      message: `The operation documents ${shorten(responses.map(({ status }) => status).join(", "))} and no success.`,
      hint: "Add the status of success, with its body; until then a call resolves to nothing.",
    });
  }
  return responses;
}

/** Whatever its GET is answered with, an answer to HEAD has no content (RFC 9110, section 9.3.2). */
function readContentOfHead({ report }: Reading, response: Json, pointer: Pointer): [] {
  if (entriesOf(memberOf(response, "content")).length > 0) {
    report("content-of-head", joinPointer(pointer, "content"), {
      message: "An answer to HEAD never has a body; the one that is described is left out.",
      hint: "Remove `content`, or describe it at GET.",
    });
  }
  return [];
}

function readStatus(reading: Reading, key: string, pointer: Pointer): string | undefined {
  if (key === "default" || /^[1-5](\d\d|XX)$/.test(key)) return key;
  const usual = /^[1-5]xx$/i.test(key)
    ? key.toUpperCase()
    : key.toLowerCase() === "default"
      ? "default"
      : undefined;
  if (usual === undefined) {
    reading.report("unknown-status", pointer, {
      message: `${JSON.stringify(key)} is no status code, no class of them and not \`default\`.`,
      hint: "Write a status such as 200, a class such as 4XX, or default.",
    });
  } else {
    reading.report("odd-status", pointer, {
      message: `${JSON.stringify(key)} is read as ${usual}.`,
      hint: `Write ${usual}.`,
    });
  }
  return usual;
}
