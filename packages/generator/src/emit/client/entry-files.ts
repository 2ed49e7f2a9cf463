// The files by which the client is entered.
import { SourceFile } from "../../print/source-file.ts";
import type { EmittedFile } from "../emitter.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { importResource } from "./resource-file.ts";

export function clientFile(context: ClientContext): EmittedFile {
  const { model, options } = context;
  const source = new SourceFile(options.banner);
  source.declare("Client");
  source.declare("createClient");
  const api = source.importValue("api", "./api.ts");
  const paths = source.importType("paths", `${options.packages.types.name}/openapi`);
  const resources = model.resources.map((resource) =>
    importResource(resource, { source, from: "client", context }),
  );
  const clientOptions = source.importType("ClientOptions", RUNTIME);
  source.print(
    "/** Every call of the API by resource, and path calls under `paths`. */",
    `export interface Client extends ${source.importType("ClientBase", RUNTIME)}<${paths}> {`,
    ...resources.map(({ member }) => member),
    "}",
    "",
    "/** Makes a client. */",
    `export const createClient: (options?: ${clientOptions}) => Client =`,
    `${source.importValue("defineClient", RUNTIME)}<Client, ${paths}>(${api}, { ${resources.map(({ entry }) => entry).join(", ")} });`,
  );
  return { path: "client.ts", text: source.toString() };
}

export function pathsFile({ options }: ClientContext): EmittedFile {
  const source = new SourceFile(options.banner);
  const runtime = `${RUNTIME}/paths`;
  const paths = source.importType("paths", `${options.packages.types.name}/openapi`);
  const clientOptions = source.importType("ClientOptions", RUNTIME);
  const pathClient = `${source.importType("PathClient", runtime)}<${paths}>`;
  source.print(
    `export * from "${runtime}";`,
    "",
    "/** Makes a client of typed path calls alone, with openapi-fetch's contract: a status never throws. */",
    `export const createPathClient: (options?: ${clientOptions}) => ${pathClient} =`,
    `${source.importValue("definePathClient", runtime)}<${paths}>(${source.importValue("api", "./api.ts")});`,
  );
  return { path: "paths.ts", text: source.toString() };
}

export function indexFile({ options }: ClientContext): EmittedFile {
  const source = new SourceFile(options.banner);
  source.print(`export * from "${RUNTIME}";`, 'export { createClient, type Client } from "./client.ts";');
  return { path: "index.ts", text: source.toString() };
}
