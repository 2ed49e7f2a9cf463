import { buildModel, type ApiModel, type Document, type Problem } from "@specloom/api-model";

/** The document cannot be served. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  /** All that is wrong with it. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`the document cannot be served: ${problems.map(({ message }) => message).join("; ")}`);
    this.problems = problems;
  }
}

/**
 * The model of a document.
 * @param found what was found wrong before
 * @throws {DocumentError} where it cannot be served; it holds every problem found
 */
export function modelOf(
  document: Document | undefined,
  found: readonly Problem[] = [],
): { readonly model: ApiModel; readonly problems: readonly Problem[] } {
  if (document === undefined) throw new DocumentError(found);
  const { model, problems } = buildModel(document);
  const all = [...found, ...problems];
  if (all.some(({ severity }) => severity === "fatal")) throw new DocumentError(all);
  return { model, problems: all };
}
