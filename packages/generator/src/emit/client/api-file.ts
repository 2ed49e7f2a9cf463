// What the client knows about its API as a whole.
import { MODEL_VERSION } from "@specloom/api-model";
import type { Json, SecurityScheme, Server } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import type { EmittedFile } from "../emitter.ts";
import { jsonLiteral } from "../json-literal.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { queryStyles } from "./operation-data.ts";
import { mayBeObject } from "./may-be-object.ts";
import { secretNames } from "./secret-names.ts";

export function apiFile({ model, options }: ClientContext): EmittedFile {
  const source = new SourceFile(options.banner);
  const styles = model.operations.flatMap((operation): [string, Json][] => {
    // openapi-fetch writes an object as `deepObject`, where OpenAPI's default is `form`.
    const own = queryStyles(
      operation,
      (style, { schema }) => Object.keys(style).length > 0 || mayBeObject(schema, model),
    );
    return own === undefined ? [] : [[`${operation.method} ${operation.path}`, own]];
  });
  const data: Json = {
    modelVersion: MODEL_VERSION,
    name: options.packages.client.name.replace(/^@[^/]*\//, ""),
    servers: model.servers.map((server) => serverUrl(server)),
    environmentPrefix: options.environmentPrefix,
    auth: model.securitySchemes.flatMap((scheme) => authScheme(scheme)),
    secrets: secretNames(model),
    ...(styles.length > 0 && { queryStyles: Object.fromEntries(styles) }),
  };
  const type = source.importType("ApiDescription", RUNTIME);
  source.print(`export const api: ${type} = ${jsonLiteral(data)};`);
  return { path: "api.ts", text: source.toString() };
}

/** The URL with each variable at its default. */
function serverUrl({ url, variables }: Server): string {
  return variables.reduce(
    (filled, { name, default: value }) => filled.replaceAll(`{${name}}`, () => value),
    url,
  );
}

function authScheme(scheme: SecurityScheme): Json[] {
  switch (scheme.kind) {
    case "bearer":
      return [{ kind: "bearer" }];
    case "oauth2":
      return scheme.clientCredentials === undefined
        ? []
        : [{ kind: "oauth2", tokenUrl: scheme.clientCredentials.tokenUrl }];
    case "apiKey":
      return [{ kind: "apiKey", in: scheme.in, parameter: scheme.parameter }];
    default:
      return [];
  }
}
