// How the client authenticates, by the security schemes of the document.
import type { ApiModel, Problem, SecurityScheme } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { RUNTIME } from "./client-context.ts";
import { tokenUrlData } from "./server-urls.ts";

type KeyScheme = Extract<SecurityScheme, { kind: "apiKey" }>;

/** One expression a scheme. What carries credentials of its own is a function of the runtime, so that only a client that needs it has it. */
export function authSchemes(model: ApiModel, source: SourceFile): string[] {
  const key = keyOfClient(model);
  const basic = model.securitySchemes.find(({ kind }) => kind === "basic");
  return model.securitySchemes.flatMap((scheme) => {
    switch (scheme.kind) {
      case "bearer":
        return [jsonLiteral({ kind: "bearer" })];
      case "basic":
        // A second one would send the same header.
        return scheme === basic ? [carrying("basicAuth", "", source)] : [];
      case "oauth2": {
        const { clientCredentials } = scheme;
        return clientCredentials === undefined
          ? []
          : [jsonLiteral({ kind: "oauth2", ...tokenUrlData(clientCredentials.tokenUrl, model) })];
      }
      case "apiKey": {
        const place = { in: scheme.in, parameter: scheme.parameter };
        if (scheme === key) return [carrying("apiKeyAuth", jsonLiteral(place), source)];
        // Named so that it is redacted.
        return isSameKey(scheme, key) ? [] : [jsonLiteral({ kind: "apiKey", ...place })];
      }
      default:
        return [];
    }
  });
}

/** Says which keys the client does not send: it has one option for a key. */
export function reportFurtherKeys(model: ApiModel, report: (problem: Problem) => void): void {
  const key = keyOfClient(model);
  for (const scheme of model.securitySchemes) {
    if (scheme.kind !== "apiKey" || isSameKey(scheme, key)) continue;
    report({
      code: "unsupported-in-client",
      severity: "degraded",
      pointer: scheme.pointer,
      message: `The option apiKey of the client is the ${key?.in} ${key?.parameter}; it does not send the ${scheme.in} ${scheme.parameter}.`,
      hint: "Give it by the options `headers` or `query`.",
    });
  }
}

/** The key that the operations ask for most often; the first of several. */
function keyOfClient(model: ApiModel): KeyScheme | undefined {
  const asked = model.operations.flatMap(({ security }) => security.flat());
  const uses = ({ name }: KeyScheme): number => asked.filter(({ scheme }) => scheme === name).length;
  return model.securitySchemes
    .filter((scheme) => scheme.kind === "apiKey")
    .map((scheme) => ({ scheme, count: uses(scheme) }))
    .toSorted((one, other) => other.count - one.count)[0]?.scheme;
}

/** The names of headers are compared without regard to case (RFC 9110, section 5.1). */
function isSameKey(one: KeyScheme, other: KeyScheme | undefined): boolean {
  const nameOf = ({ in: place, parameter }: KeyScheme): string =>
    place === "header" ? parameter.toLowerCase() : parameter;
  return one.in === other?.in && nameOf(one) === nameOf(other);
}

/** Of the entry that path calls load too. */
function carrying(name: "basicAuth" | "apiKeyAuth", argument: string, source: SourceFile): string {
  return `/* @__PURE__ */ ${source.importValue(name, `${RUNTIME}/paths`)}(${argument})`;
}
