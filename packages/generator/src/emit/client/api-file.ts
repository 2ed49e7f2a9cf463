// What the client knows about its API as a whole.
import { MODEL_VERSION, type ApiModel, type Document, type Operation } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import type { EmittedFile } from "../emitter.ts";
import { jsonLiteral, objectLiteral } from "../json-literal.ts";
import { authSchemes } from "./auth-schemes.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { keyHeader, pathStyles, queryStyles } from "./operation-data.ts";
import { mayBeObject } from "./may-be-object.ts";
import { secretNames, secretPathStarts } from "./secret-names.ts";
import { ownServer, serverUrls } from "./server-urls.ts";

export function apiFile({ model, document, options }: ClientContext): EmittedFile {
  const source = new SourceFile(options.banner);
  const members: [string, string][] = [
    ["modelVersion", jsonLiteral(MODEL_VERSION)],
    ["name", jsonLiteral(options.packages.client.name.replace(/^@[^/]*\//, ""))],
    ["servers", jsonLiteral(serverUrls(model))],
    ["environmentPrefix", jsonLiteral(options.environmentPrefix)],
  ];
  const auth = authSchemes(model, source);
  if (auth.length > 0) members.push(["auth", `[${auth.join(", ")}]`]);
  const secrets = secretNames(model);
  if (secrets.length > 0) members.push(["secrets", jsonLiteral(secrets)]);
  const starts = secretPathStarts(model);
  if (starts.length > 0) {
    const imported = source.importValue("secretPaths", `${RUNTIME}/paths`);
    members.push(["redactURLs", `/* @__PURE__ */ ${imported}(${starts.map(jsonLiteral).join(", ")})`]);
  }
  const calls = model.operations.flatMap((operation): [string, string][] => {
    const call = pathCall(operation, { model, document, source });
    return call.length === 0 ? [] : [[`${operation.method} ${operation.path}`, objectLiteral(call)]];
  });
  if (calls.length > 0) {
    const imported = source.importValue("pathCalls", `${RUNTIME}/paths`);
    members.push(["preparePathCall", `/* @__PURE__ */ ${imported}(${objectLiteral(calls)})`]);
  }
  const type = source.importType("ApiDescription", RUNTIME);
  source.print(`export const api: ${type} = ${objectLiteral(members)};`);
  return { path: "api.ts", text: source.toString() };
}

/** What the document says of a path call that openapi-fetch does not know. */
function pathCall(
  operation: Operation,
  { model, document, source }: { model: ApiModel; document: Document; source: SourceFile },
): [string, string][] {
  // openapi-fetch writes an object as `deepObject`, where OpenAPI's default is `form`.
  const styles = queryStyles(
    operation,
    // What is described by `content` is a text there, given by the caller.
    (style, { schema, mediaType }) =>
      Object.keys(style).length > 0 || (mediaType === undefined && mayBeObject(schema, model)),
  );
  const header = keyHeader(operation);
  const call: [string, string][] = [];
  if (styles !== undefined) {
    const styled = source.importValue("styledQuery", `${RUNTIME}/paths`);
    call.push(["writeQuery", `/* @__PURE__ */ ${styled}(${jsonLiteral(styles)})`]);
  }
  const paths = pathStyles(
    operation.parameters.path.filter(({ mediaType }) => mediaType === undefined),
    document,
  );
  if (paths !== undefined) {
    const styled = source.importValue("styledPath", `${RUNTIME}/paths`);
    call.push(["writePath", `/* @__PURE__ */ ${styled}(${jsonLiteral(paths)})`]);
  }
  if (operation.parameters.cookie.length > 0)
    call.push(["writeCookies", source.importValue("writeCookies", `${RUNTIME}/paths`)]);
  if (header !== undefined) call.push(["keyHeader", jsonLiteral(header)]);
  const server = ownServer(operation, model);
  if (server !== undefined) {
    const choose = source.importValue("operationServer", `${RUNTIME}/paths`);
    call.push(["server", `/* @__PURE__ */ ${choose}(${jsonLiteral(server)})`]);
  }
  return call;
}
