// What the client knows about its API as a whole.
import { MODEL_VERSION } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import type { EmittedFile } from "../emitter.ts";
import { jsonLiteral, objectLiteral } from "../json-literal.ts";
import { authSchemes } from "./auth-schemes.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { queryStyles } from "./operation-data.ts";
import { mayBeObject } from "./may-be-object.ts";
import { secretNames } from "./secret-names.ts";
import { serverUrls } from "./server-urls.ts";

export function apiFile({ model, options }: ClientContext): EmittedFile {
  const source = new SourceFile(options.banner);
  const writers = model.operations.flatMap((operation): [string, string][] => {
    // openapi-fetch writes an object as `deepObject`, where OpenAPI's default is `form`.
    const own = queryStyles(
      operation,
      (style, { schema }) => Object.keys(style).length > 0 || mayBeObject(schema, model),
    );
    if (own === undefined) return [];
    const styled = source.importValue("styledQuery", `${RUNTIME}/paths`);
    return [[`${operation.method} ${operation.path}`, `/* @__PURE__ */ ${styled}(${jsonLiteral(own)})`]];
  });
  const members: [string, string][] = [
    ["modelVersion", jsonLiteral(MODEL_VERSION)],
    ["name", jsonLiteral(options.packages.client.name.replace(/^@[^/]*\//, ""))],
    ["servers", jsonLiteral(serverUrls(model))],
    ["environmentPrefix", jsonLiteral(options.environmentPrefix)],
    ["auth", `[${authSchemes(model, source).join(", ")}]`],
    ["secrets", jsonLiteral(secretNames(model))],
  ];
  if (writers.length > 0) members.push(["queryWriters", objectLiteral(writers)]);
  const type = source.importType("ApiDescription", RUNTIME);
  source.print(`export const api: ${type} = ${objectLiteral(members)};`);
  return { path: "api.ts", text: source.toString() };
}
