// What the client knows about its API as a whole.
import { MODEL_VERSION } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import type { EmittedFile } from "../emitter.ts";
import { jsonLiteral, objectLiteral } from "../json-literal.ts";
import { authSchemes } from "./auth-schemes.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { secretNames, secretPathStarts } from "./secret-names.ts";
import { serverUrls } from "./server-urls.ts";

export function apiFile({ model, options }: ClientContext): EmittedFile {
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
  const type = source.importType("ApiDescription", RUNTIME);
  source.print(`export const api: ${type} = ${objectLiteral(members)};`);
  return { path: "api.ts", text: source.toString() };
}
