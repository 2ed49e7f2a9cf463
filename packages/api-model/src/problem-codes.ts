import type { Problem, Severity } from "./problem.ts";
import type { Pointer } from "./model.ts";

/** What a problem code stands for. Codes are stable: a code is never given another meaning. */
export interface ProblemMeaning {
  readonly severity: Severity;
  readonly meaning: string;
}

/** Every problem that reading a document can report, by code. */
export const PROBLEM_CODES = {
  // Reading files
  "file-not-found": { severity: "fatal", meaning: "The document's file does not exist." },
  "file-is-folder": { severity: "fatal", meaning: "The path given for the document is a folder." },
  "file-unreadable": { severity: "fatal", meaning: "The document's file exists but cannot be read." },
  "not-text": { severity: "fatal", meaning: "A file is no text in UTF-8." },
  "bad-bytes": {
    severity: "degraded",
    meaning: "Single bytes of a file are no UTF-8; the replacement character is taken for them.",
  },
  "file-empty": { severity: "fatal", meaning: "The document's file has no content." },
  "not-yaml-or-json": { severity: "fatal", meaning: "A file is neither YAML nor JSON." },
  "html-document": { severity: "fatal", meaning: "A file holds HTML or XML where a document was expected." },
  "not-openapi": {
    severity: "fatal",
    meaning: "The file is no OpenAPI document: it is of another kind, or has no `openapi` member.",
  },
  "unsupported-version": {
    severity: "fatal",
    meaning: "The document's version is not read: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are.",
  },
  "too-deep": {
    severity: "fatal",
    meaning: "The document nests too deeply, or without end, to be read as JSON.",
  },
  "too-large": { severity: "fatal", meaning: "The document expands to more values than are read." },
  "bundling-failed": { severity: "fatal", meaning: "The files of the document could not be put together." },
  "broken-ref": {
    severity: "degraded",
    meaning: "A `$ref` leads to nothing; what it stood for is left out.",
  },
  "circular-ref": {
    severity: "degraded",
    meaning: "A `$ref` leads back to itself with no member or item between; it is left out.",
  },
  "remote-ref": {
    severity: "degraded",
    meaning: "A `$ref` leads to a host that is not allowed; what it stood for is left out.",
  },
  "overlay-unreadable": { severity: "fatal", meaning: "A file given as overlay is none, or cannot be read." },
  "overlay-action": { severity: "fatal", meaning: "An action of an overlay cannot be carried out." },
  "overlay-without-target": {
    severity: "degraded",
    meaning: "An action of an overlay changes nothing, because its target selects nothing.",
  },
  "duplicate-operation-id": {
    severity: "degraded",
    meaning: "Two operations have one operationId; the second goes by its method and path.",
  },
  "duplicate-path": {
    severity: "degraded",
    meaning: "Two path templates differ in nothing but the names of their parameters; both are kept.",
  },
  "ambiguous-path": {
    severity: "cosmetic",
    meaning: "Two path templates match the same URLs, and neither is the more concrete one; both are kept.",
  },
  "component-renamed": {
    severity: "cosmetic",
    meaning: "Two files give different schemas one name; one was numbered.",
  },
  "duplicate-member": {
    severity: "degraded",
    meaning: "A JSON object has two members of one name; the last one is taken.",
  },
  "not-json-value": { severity: "degraded", meaning: "A YAML value that JSON has no form for." },
  // The shape of the document
  "empty-document": { severity: "degraded", meaning: "The document has no paths, webhooks or components." },
  malformed: {
    severity: "degraded",
    meaning: "A member has not the type that OpenAPI gives it; it is left out.",
  },
  "unresolved-ref": {
    severity: "degraded",
    meaning: "A `$ref` in the bundled document leads to nothing; what it stood for is left out.",
  },
  "broken-discriminator": {
    severity: "degraded",
    meaning: "A discriminator maps to a schema that does not exist.",
  },
  "unsupported-method": {
    severity: "degraded",
    meaning: "An additional operation under no method of its own.",
  },
  "unsupported-parameter": {
    severity: "degraded",
    meaning: "A parameter location that the model has no place for.",
  },
  "undeclared-path-parameter": {
    severity: "degraded",
    meaning: "A path template names a parameter that is not declared; it is taken for a string.",
  },
  "unused-path-parameter": {
    severity: "degraded",
    meaning: "A path parameter is declared that the template does not name; it is left out.",
  },
  "optional-path-parameter": {
    severity: "cosmetic",
    meaning: "A path parameter is not marked as required; it is taken as required.",
  },
  "duplicate-parameter": {
    severity: "degraded",
    meaning: "A parameter is declared twice at one place; the first counts.",
  },
  "ignored-header": {
    severity: "cosmetic",
    meaning:
      "A header parameter that OpenAPI says shall be ignored, or that only what sends a request may set.",
  },
  "unsupported-style": {
    severity: "degraded",
    meaning: "A style that OpenAPI does not define for the parameter's location; the default is taken.",
  },
  "parameter-without-schema": {
    severity: "degraded",
    meaning: "A parameter has neither schema nor content; any value passes.",
  },
  "odd-status": {
    severity: "cosmetic",
    meaning: "A response key is written in another form than `200`, `4XX` or `default`.",
  },
  "content-of-head": {
    severity: "cosmetic",
    meaning: "A body is described of an answer to HEAD, which never has one; it is left out.",
  },
  "unknown-status": {
    severity: "degraded",
    meaning: "A response key is no status; the response is left out.",
  },
  "no-responses": { severity: "degraded", meaning: "An operation documents no response." },
  "no-success": {
    severity: "cosmetic",
    meaning: "An operation documents no success; what a call that succeeds is answered with is not known.",
  },
  "unknown-security-scheme": {
    severity: "degraded",
    meaning: "A security requirement names a scheme that is not declared.",
  },
  "unsupported-security-scheme": {
    severity: "cosmetic",
    meaning: "A security scheme that is named but not acted on.",
  },
  "external-example": {
    severity: "cosmetic",
    meaning: "An example whose value stands at a URL; nothing is fetched.",
  },
  "undefined-server-variable": {
    severity: "degraded",
    meaning: "A server URL names a variable that has no default.",
  },
  // x-specloom
  "x-specloom-invalid": {
    severity: "degraded",
    meaning: "An x-specloom block has an unknown member or a value of another type; that member is left out.",
  },
  "x-specloom-pagination": {
    severity: "degraded",
    meaning: "A declared pagination does not agree with the parameters or schemas; it is left out.",
  },
  "x-specloom-member": {
    severity: "degraded",
    meaning:
      "An x-specloom block names a member, parameter or scheme that does not exist; that line is left out.",
  },
  "x-specloom-unused": {
    severity: "cosmetic",
    meaning: "An x-specloom block on a schema that no lifecycle uses.",
  },
  // Names
  "name-clash": { severity: "cosmetic", meaning: "A name was taken; another was given." },
  "reserved-name": {
    severity: "cosmetic",
    meaning: "A name has a meaning of its own in code; another was given.",
  },
  "unknown-override": {
    severity: "cosmetic",
    meaning: "A name is set for an operation or schema that the document does not have.",
  },
  "shared-lifecycle": {
    severity: "cosmetic",
    meaning: "Several collections share one node of the resource tree; one of them has the lifecycle.",
  },
} as const;

/** A code of {@link PROBLEM_CODES}. */
export type ProblemCode = keyof typeof PROBLEM_CODES;

/** Takes one problem; its severity follows from the code. */
export type Report = (
  code: ProblemCode,
  pointer: Pointer,
  text: { readonly message: string; readonly hint: string },
) => void;

/** A problem with the severity of its code. */
export function createProblem(
  code: ProblemCode,
  place: Pick<Problem, "file" | "line" | "pointer">,
  text: { readonly message: string; readonly hint: string },
): Problem {
  const meaning: ProblemMeaning = PROBLEM_CODES[code];
  return { code, severity: meaning.severity, ...place, message: text.message, hint: text.hint };
}
