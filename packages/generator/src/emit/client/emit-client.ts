// The client: data for the runtime and the types of its calls. It holds no behaviour.
import type { EmitInput, EmitOptions, EmittedFile } from "../emitter.ts";
import { allResources } from "../resource-files.ts";
import { planTypes } from "../types/plan.ts";
import { apiFile } from "./api-file.ts";
import { keyOptionsFile } from "./api-keys.ts";
import { bareFile, clientFile, indexFile, pathsFile } from "./entry-files.ts";
import { pathCallsFile } from "./path-calls-file.ts";
import { reportUnsupported } from "./report-unsupported.ts";
import { resourceFile } from "./resource-file.ts";
import { treeFile } from "./tree-file.ts";

export function emitClient(
  { model, document }: EmitInput,
  options: EmitOptions,
): Promise<readonly EmittedFile[]> {
  const operations = new Map(model.operations.map((operation) => [operation.id, operation]));
  const context = { model, document, options, plan: planTypes(model), operations };
  for (const operation of model.operations) reportUnsupported(operation, document, options.report);
  const resources = allResources(model.resources);
  const pathCalls = pathCallsFile(context);
  return Promise.resolve([
    apiFile(context),
    ...(pathCalls === undefined ? [] : [pathCalls]),
    clientFile(context, pathCalls),
    pathsFile(context, pathCalls),
    bareFile(context),
    indexFile(context),
    ...keyOptionsFile(context),
    ...resources.map((resource) => resourceFile(resource, context)),
    ...resources
      .filter((resource) => resource.resources.length > 0)
      .map((resource) => treeFile(resource, context)),
  ]);
}
