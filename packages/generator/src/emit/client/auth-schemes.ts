// How the client authenticates, by the security schemes of the document.
import type { ApiModel, Problem, SecurityScheme } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { RUNTIME } from "./client-context.ts";
import { tokenUrlData } from "./server-urls.ts";

type KeyScheme = Extract<SecurityScheme, { kind: "apiKey" }>;

/** A function of the runtime with its argument, or a value of it. */
interface RuntimeScheme {
  readonly name: "apiKeyAuth" | "basicAuth" | "bearerAuth" | "clientCredentials";
  readonly argument?: string;
}

const BEARER: RuntimeScheme = { name: "bearerAuth" };

/**
 * One expression for each way to authenticate beside a bearer token, which every client can send. Each is a function of the
 * runtime, so that only a client that needs it has it. What is needed together comes after what can stand alone.
 */
export function authSchemes(model: ApiModel, source: SourceFile): string[] {
  const schemes = runtimeSchemes(model);
  const print = ({ name, argument }: RuntimeScheme): string => {
    const imported = source.importValue(name, `${RUNTIME}/paths`);
    return argument === undefined ? imported : `/* @__PURE__ */ ${imported}(${argument})`;
  };
  const alone = new Set([...schemes.values()].filter(({ name }) => name !== BEARER.name));
  const printTogether = (combination: readonly RuntimeScheme[]): string =>
    `/* @__PURE__ */ ${source.importValue("combinedAuth", `${RUNTIME}/paths`)}(${combination.map(print).join(", ")})`;
  return [...[...alone].map(print), ...combinations(model, schemes).map(printTogether)];
}

/** What operations ask for together: a key beside one scheme that takes the header `Authorization`. */
function combinations(
  { operations }: ApiModel,
  schemes: ReadonlyMap<string, RuntimeScheme>,
): (readonly RuntimeScheme[])[] {
  const found = new Map<RuntimeScheme, readonly RuntimeScheme[]>();
  for (const requirement of operations.flatMap(({ security }) => security)) {
    const needed = new Set(requirement.flatMap(({ scheme }) => schemes.get(scheme) ?? []));
    const key = [...needed].find(({ name }) => name === "apiKeyAuth");
    const [other, ...further] = [...needed].filter((scheme) => scheme !== key);
    if (key === undefined || other === undefined || further.length > 0) continue;
    found.set(other, [key, other]);
    // Whoever has a token needs no exchange.
    if (other.name === "clientCredentials") found.set(BEARER, [key, BEARER]);
  }
  return [...found.values()];
}

/** By the name of each scheme that the client can act on; those that take the same options are one. */
function runtimeSchemes(model: ApiModel): Map<string, RuntimeScheme> {
  const key = keyOfClient(model);
  const found = new Map<string, RuntimeScheme>();
  const schemes = new Map<string, RuntimeScheme>();
  for (const scheme of model.securitySchemes) {
    const candidate = runtimeScheme(scheme, { key, model });
    if (candidate === undefined) continue;
    const { name } = candidate;
    // A second one would take the same options.
    if (!found.has(name)) found.set(name, candidate);
    schemes.set(scheme.name, found.get(name) ?? candidate);
  }
  return schemes;
}

function runtimeScheme(
  scheme: SecurityScheme,
  { key, model }: { key: KeyScheme | undefined; model: ApiModel },
): RuntimeScheme | undefined {
  switch (scheme.kind) {
    case "bearer":
      return BEARER;
    case "basic":
      return { name: "basicAuth", argument: "" };
    case "oauth2": {
      const { clientCredentials } = scheme;
      // What other flows end in is a bearer token.
      if (clientCredentials === undefined) return BEARER;
      const place = jsonLiteral(tokenUrlData(clientCredentials.tokenUrl, model));
      return { name: "clientCredentials", argument: place };
    }
    case "apiKey":
      if (!isSameKey(scheme, key)) return undefined;
      return { name: "apiKeyAuth", argument: jsonLiteral({ in: scheme.in, parameter: scheme.parameter }) };
    default:
      return undefined;
  }
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
