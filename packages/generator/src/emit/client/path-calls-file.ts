// What path calls need to know of the document, apart from what every call does: a client without them does not carry it.
import type { ApiModel, Document, Operation } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import type { EmittedFile } from "../emitter.ts";
import { jsonLiteral, objectLiteral } from "../json-literal.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { mayBeObject } from "./may-be-object.ts";
import { plainWriters } from "./plain-styles.ts";
import { keyHeader, pathStyles, queryStyles } from "./operation-data.ts";
import { ownServer } from "./server-urls.ts";

/** Undefined where openapi-fetch knows all that the document says. */
export function pathCallsFile(context: ClientContext): EmittedFile | undefined {
  const source = new SourceFile(context.options.banner);
  const calls = pathCalls(context, source);
  if (calls.length === 0) return undefined;
  const type = source.importType("PathCallPreparer", `${RUNTIME}/paths`);
  const imported = source.importValue("pathCalls", `${RUNTIME}/paths`);
  source.print(
    `export const preparePathCall: ${type} = /* @__PURE__ */ ${imported}(${objectLiteral(calls)});`,
  );
  return { path: "path-calls.ts", text: source.toString() };
}

/** The API as a client with path calls takes it: with that file, where there is one. */
export function apiWithPathCalls(file: EmittedFile | undefined, source: SourceFile): string {
  const api = source.importValue("api", "./api.ts");
  if (file === undefined) return api;
  return `{ ...${api}, ${source.importValue("preparePathCall", "./path-calls.ts")} }`;
}

function pathCalls({ model, document }: ClientContext, source: SourceFile): [string, string][] {
  return model.operations.flatMap((operation): [string, string][] => {
    const call = pathCall(operation, { model, document, source });
    return call.length === 0 ? [] : [[`${operation.method} ${operation.path}`, objectLiteral(call)]];
  });
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
  for (const [member, value] of plainWriters(operation, { model, source, runtime: `${RUNTIME}/paths` }))
    call.push([member, value]);
  if (header !== undefined) call.push(["keyHeader", jsonLiteral(header)]);
  const server = ownServer(operation, model);
  if (server !== undefined) {
    const choose = source.importValue("operationServer", `${RUNTIME}/paths`);
    call.push(["server", `/* @__PURE__ */ ${choose}(${jsonLiteral(server)})`]);
  }
  return call;
}
