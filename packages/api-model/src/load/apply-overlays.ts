// OpenAPI Overlays change the document before anything else reads it. The bundler merges; what is said here is which action
// of which overlay could not be carried out.
import { bundle, YamlParseError } from "@redocly/openapi-core";
import type { BundleResult, Config, Document as ParsedFile } from "@redocly/openapi-core";
import { paths } from "jsonpath-rfc9535";
import type { Document } from "../document.ts";
import type { Json } from "../model.ts";
import { describeValue, isObject, itemsOf, memberOf, shorten, textOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import { createProblem } from "../problem-codes.ts";
import type { Problem } from "../problem.ts";
import type { DocumentResolver } from "./document-resolver.ts";
import { firstLine, type Fault } from "./fault.ts";
import { asLocation, lineOf } from "./line-of.ts";

interface OverlayContext {
  readonly config: Config;
  readonly resolver: DocumentResolver;
  readonly show: (path: string) => string;
}

export interface Overlaid {
  readonly document: ParsedFile;
  /** What the bundler says of the files that an overlay refers to. */
  readonly bundled: BundleResult["problems"];
  readonly problems: readonly Problem[];
}

/** Applies overlays to a bundled document, in the order given. */
export async function applyOverlays(
  root: ParsedFile,
  overlays: readonly string[],
  context: OverlayContext,
): Promise<Overlaid> {
  let document = root;
  const problems: Problem[] = [];
  const bundled: BundleResult["problems"] = [];
  for (const file of overlays) {
    const overlay = await readOverlay(file, context);
    if ("code" in overlay) {
      const { code, line, ...text } = overlay;
      const place = { file: context.show(file), ...(line === undefined ? {} : { line }), pointer: "#" };
      problems.push(createProblem(code, place, text));
      continue;
    }
    const idle = idleActions(overlay, document);
    const result = await bundle({
      doc: document,
      config: context.config,
      externalRefResolver: context.resolver,
      overlays: [file],
    });
    document = result.bundle;
    const ofOverlay = result.problems.filter(({ ruleId }) => ruleId === "overlay");
    problems.push(
      ...ofOverlay.flatMap((problem) => actionProblem(overlay, problem, context)),
      ...idleActions(overlay, document)
        .filter((index) => idle.includes(index))
        .map((index) => idleProblem(overlay, index, context)),
    );
    bundled.push(...result.problems.filter(({ ruleId }) => ruleId !== "overlay"));
  }
  return { document, bundled, problems };
}

async function readOverlay(file: string, { resolver, show }: OverlayContext): Promise<ParsedFile | Fault> {
  const hint = "Give the path of an OpenAPI Overlay; it begins with `overlay: 1.0.0`.";
  const read = await resolver.resolveDocument(null, file, true).catch((error: unknown) => error as Error);
  if (read instanceof Error) {
    const message = `The overlay ${show(file)} cannot be read: ${firstLine(read)}.`;
    const line = read instanceof YamlParseError && Number.isInteger(read.line) ? { line: read.line } : {};
    return { code: "overlay-unreadable", message, hint, ...line };
  }
  const version = textOf(read.parsed, "overlay");
  if (version !== undefined && /^1\.[012]\.\S+$/.test(version)) return read;
  const found = describeValue(isObject(read.parsed) ? memberOf(read.parsed, "overlay") : read.parsed);
  return {
    code: "overlay-unreadable",
    message: `${show(file)} is no overlay: \`overlay\` is ${found}.`,
    hint,
  };
}

/** Actions whose target selects nothing, by index. */
function idleActions(overlay: ParsedFile, { parsed }: ParsedFile): number[] {
  return actionsOf(overlay).flatMap((action, index) => {
    const target = textOf(action, "target");
    return target === undefined || selects(parsed as Document, target) ? [] : [index];
  });
}

function selects(document: Document, target: string): boolean {
  try {
    return paths(document as Parameters<typeof paths>[0], target).length > 0;
  } catch {
    // Reported where the action is carried out.
    return true;
  }
}

function actionsOf({ parsed }: ParsedFile): readonly Json[] {
  return itemsOf(memberOf(parsed, "actions"));
}

function idleProblem(overlay: ParsedFile, index: number, { show }: OverlayContext): Problem {
  const pointer = joinPointer("#/actions", index, "target");
  const target = shorten(textOf(actionsOf(overlay)[index], "target") ?? "");
  const place = {
    file: show(overlay.source.absoluteRef),
    ...lineOf({ source: overlay.source, pointer: asLocation(pointer) }),
    pointer,
  };
  return createProblem("overlay-without-target", place, {
    message: `Action ${index} changes nothing: its target ${target} selects nothing in the document.`,
    hint: "Correct the target, or remove the action.",
  });
}

function actionProblem(
  overlay: ParsedFile,
  { message, location }: BundleResult["problems"][number],
  { show }: OverlayContext,
): Problem {
  const pointer = location[0]?.pointer ?? "#";
  const index = Number(/^#\/actions\/(\d+)/.exec(pointer)?.[1]);
  const target = textOf(actionsOf(overlay)[index], "target");
  const which = Number.isInteger(index) ? `Action ${index}` : "An action";
  const aimed = target === undefined ? "" : ` with the target ${shorten(target)}`;
  const place = {
    file: show(overlay.source.absoluteRef),
    ...(location[0] && lineOf(location[0])),
    pointer,
  };
  return createProblem("overlay-action", place, {
    message: `${which}${aimed} cannot be carried out: ${shorten(message.replace(/\.$/, ""), 200)}.`,
    hint: "Correct the action; a target is a JSONPath expression (RFC 9535).",
  });
}
