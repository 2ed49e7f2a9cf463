import {
  buildModel,
  formatProblem,
  loadDocument,
  type ApiModel,
  type LoadOptions,
} from "@specloom/api-model";

/** The model of a document. @throws Error that lists what is fatal in it */
export async function readModel(file: string, load: LoadOptions = {}): Promise<ApiModel> {
  const { document, problems } = await loadDocument(file, load);
  const built = document === undefined ? undefined : buildModel(document);
  const fatal = [...problems, ...(built?.problems ?? [])].filter(({ severity }) => severity === "fatal");
  if (built === undefined || fatal.length > 0)
    throw new Error(`The document ${file} cannot be used:\n${fatal.map(formatProblem).join("\n")}`);
  return built.model;
}
