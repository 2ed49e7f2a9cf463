import type { NormalizedProblem } from "@redocly/openapi-core";
import { createProblem, type ProblemCode } from "../problem-codes.ts";
import type { Problem } from "../problem.ts";
import { shorten, textOf } from "../json.ts";
import type { CircularReference } from "./cut-cycles.ts";
import { followWritten, type SourceFiles, type SourcePlace } from "./source-files.ts";
import { describeSyntax } from "./fault.ts";
import { asLocation, lineOf } from "./line-of.ts";
import type { DocumentResolver } from "./document-resolver.ts";
import type { BrokenReference } from "./mend-references.ts";

/** A problem of the bundler in our form, and the broken `$ref` that it is about. */
export interface BundleProblem {
  readonly problem: Problem;
  readonly ref: string | undefined;
}

/** The bundler's problems in our form, each with the file and line in which it stands. */
export function readBundleProblems(
  problems: readonly NormalizedProblem[],
  files: SourceFiles,
  show: (path: string) => string,
): BundleProblem[] {
  return problems.flatMap((problem) => {
    const location = problem.location[0];
    if (location === undefined) return [];
    const file = location.source.absoluteRef;
    const pointer = location.pointer === undefined || location.pointer === "#/" ? "#" : location.pointer;
    const ref = textOf(followWritten(files.get(file)?.parsed, pointer), "$ref");
    const place = { file: show(file), ...lineOf(location), pointer };
    const code = codeOf(problem.message, ref);
    const isBroken = code === "broken-ref" || code === "remote-ref";
    const described = createProblem(code, place, describe(problem.message, { ref, show }));
    return [{ problem: described, ref: isBroken ? ref : undefined }];
  });
}

/** A broken `$ref` that the bundler did not look at, by its place in the bundled document. */
export function brokenReference({ pointer, ref }: BrokenReference): Problem {
  return createProblem(codeOf("", ref), { pointer }, describe("", { ref, show: String }));
}

/** A `$ref` that was taken out because it leads back to itself; `place` is where a person wrote it. */
export function circularReference({ pointer, ref }: CircularReference, place: Partial<SourcePlace>): Problem {
  return createProblem(
    "circular-ref",
    { pointer, ...place },
    {
      message: `The $ref ${JSON.stringify(shorten(ref))} leads back to itself with no member or item between, so it says nothing of any value; it is left out.`,
      hint: "Take it out, or put it under a property or `items` if that is what was meant.",
    },
  );
}

/** Values of YAML files that JSON has no form for. */
export function readOddValues(
  files: DocumentResolver["oddValues"],
  show: (path: string) => string,
): Problem[] {
  return files.flatMap(({ source, values }) =>
    values.map(({ pointer, found }) => {
      const place = {
        file: show(source.absoluteRef),
        ...lineOf({ source, pointer: asLocation(pointer) }),
        pointer,
      };
      return createProblem("not-json-value", place, {
        message: `${found} has no form in JSON; null is taken.`,
        hint: "Write it as a text, in quotes.",
      });
    }),
  );
}

/** What reading the files lost: bytes that are no text, and the first of two members of one name. */
export function readLostText(resolver: DocumentResolver, show: (path: string) => string): Problem[] {
  const bytes = resolver.badBytes.map(({ source, line }) =>
    createProblem(
      "bad-bytes",
      { file: show(source.absoluteRef), line, pointer: "#" },
      {
        message: "The file holds bytes that are no UTF-8; \uFFFD is taken for each.",
        hint: "Save the file as UTF-8.",
      },
    ),
  );
  const members = resolver.duplicates.map(({ source, duplicate: { name, pointer, line } }) =>
    createProblem(
      "duplicate-member",
      { file: show(source.absoluteRef), line, pointer },
      {
        message: `The name ${JSON.stringify(shorten(name))} stands twice in one object; the last one is taken.`,
        hint: "Take one of the two out, or put what they hold together.",
      },
    ),
  );
  return [...bytes, ...members];
}

function codeOf(message: string, ref: string | undefined): ProblemCode {
  if (message.startsWith("Failed to parse")) return "not-yaml-or-json";
  if (message.startsWith("Two schemas are referenced")) return "component-renamed";
  return ref !== undefined && isRemote(ref) ? "remote-ref" : "broken-ref";
}

function isRemote(ref: string): boolean {
  return /^([a-z][a-z\d+.-]+:|\/\/)/i.test(ref);
}

interface Wording {
  readonly ref: string | undefined;
  readonly show: (path: string) => string;
}

function describe(message: string, { ref, show }: Wording): { message: string; hint: string } {
  switch (codeOf(message, ref)) {
    case "not-yaml-or-json":
      return describeSyntax(message.replace(/^Failed to parse: /, ""));
    case "component-renamed":
      return { message: renamingOf(message), hint: "Give one of the two files another name." };
    case "remote-ref":
      return {
        message: `$ref ${quote(ref)} leads to another host${reasonOf(message, show)}.`,
        hint: "Save the file beside the document and refer to it by its path, or allow the host in the configuration.",
      };
    default:
      return {
        message: `$ref ${quote(ref)} leads to nothing${reasonOf(message, show)}.`,
        hint: "Correct the reference, or add what it names.",
      };
  }
}

function quote(ref: string | undefined): string {
  return ref === undefined ? "here" : JSON.stringify(shorten(ref, 200));
}

function reasonOf(message: string, show: (path: string) => string): string {
  const missing = /ENOENT[^']*'([^']*)'/.exec(message)?.[1];
  if (missing !== undefined) return `: there is no file ${show(missing)}`;
  const reason = /^Can't resolve \$ref: (.*)$/s.exec(message)?.[1];
  // What the system says besides names the file whole, which differs from one machine to the next.
  const fault = /^E[A-Z\d]+: ([a-z ]*[a-z])/.exec(reason ?? "")?.[1];
  if (fault !== undefined) return `: ${fault}`;
  if (reason?.includes("without null bytes") === true) return ": no path holds a null character";
  return reason === undefined ? "" : `: ${shorten(reason.replace(/\.$/, ""), 200)}`;
}

function renamingOf(message: string): string {
  const [, name, other] = /Renamed (.+) to (.+)\.$/.exec(message) ?? [];
  if (name === undefined || other === undefined) return message;
  return `Two files give different components the name ${JSON.stringify(name)}; one is called ${JSON.stringify(other)}.`;
}
