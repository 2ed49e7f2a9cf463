// The files by which the client is entered.
import { SourceFile } from "../../print/source-file.ts";
import { propertyKey } from "../../print/string-literal.ts";
import type { EmittedFile } from "../emitter.ts";
import { optionsType } from "./api-keys.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { relativeImport } from "../types/type-file.ts";
import { apiWithPathCalls } from "./path-calls-file.ts";
import { resourceNames } from "./resource-file.ts";
import { treeEntry } from "./tree-file.ts";

export function clientFile(context: ClientContext, pathCalls: EmittedFile | undefined): EmittedFile {
  const { model, options } = context;
  const source = new SourceFile(options.banner);
  source.declare("Client");
  source.declare("createClient");
  const api = apiWithPathCalls(pathCalls, source);
  const paths = source.importType("paths", `${options.packages.types.name}/openapi`);
  const members = model.resources.map((resource) => {
    const module = relativeImport("client", context.plan.resourceFile(resource.path));
    const type = source.importType(resourceNames(resource).type, module);
    return `readonly ${propertyKey(resource.name)}: ${type};`;
  });
  const entries = model.resources.map((resource) => treeEntry(resource, { source, from: "client", context }));
  const base = source.importType("ClientOptions", RUNTIME);
  const clientOptions = optionsType(context, { base, source });
  // What the runtime declares does not know of further options.
  const withOptions = clientOptions === base ? [] : [`withOptions(options: ${clientOptions}): this;`];
  source.print(
    "/** Every call of the API by resource, and path calls under `paths`. */",
    `export interface Client extends ${source.importType("ClientBase", RUNTIME)}<${paths}> {`,
    ...withOptions,
    ...members,
    "}",
    "",
    "/** Makes a client. */",
    `export const createClient: (options?: ${clientOptions}) => Client =`,
    `${source.importValue("defineClient", RUNTIME)}<Client, ${paths}>(${api}, { ${entries.join(", ")} });`,
  );
  return { path: "client.ts", text: source.toString() };
}

export function pathsFile(context: ClientContext, pathCalls: EmittedFile | undefined): EmittedFile {
  const { options } = context;
  const source = new SourceFile(options.banner);
  const runtime = `${RUNTIME}/paths`;
  const paths = source.importType("paths", `${options.packages.types.name}/openapi`);
  const base = source.importType("PathClientOptions", runtime);
  const clientOptions = optionsType(context, { base, source });
  const pathClient = `${source.importType("PathClient", runtime)}<${paths}>`;
  source.print(
    `export * from "${runtime}";`,
    "",
    "/** Makes a client of typed path calls alone, with openapi-fetch's contract: a status never throws. */",
    `export const createPathClient: (options?: ${clientOptions}) => ${pathClient} =`,
    `${source.importValue("definePathClient", runtime)}<${paths}>(${apiWithPathCalls(pathCalls, source)});`,
  );
  return { path: "paths.ts", text: source.toString() };
}

export function bareFile(context: ClientContext): EmittedFile {
  const source = new SourceFile(context.options.banner);
  const base = source.importType("PathClientOptions", RUNTIME);
  const clientOptions = optionsType(context, { base, source });
  source.print(
    `export * from "${RUNTIME}";`,
    "",
    "/** Makes a client without calls of its own, for resources that are imported one by one: `things(client).list()`. */",
    `export const createBareClient: (options?: ${clientOptions}) => ${source.importType("BareClient", RUNTIME)} =`,
    `${source.importValue("defineBareClient", RUNTIME)}(${source.importValue("api", "./api.ts")});`,
  );
  return { path: "bare.ts", text: source.toString() };
}

export function indexFile({ options }: ClientContext): EmittedFile {
  const source = new SourceFile(options.banner);
  source.print(`export * from "${RUNTIME}";`, 'export { createClient, type Client } from "./client.ts";');
  return { path: "index.ts", text: source.toString() };
}
