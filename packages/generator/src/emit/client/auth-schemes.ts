// How the client authenticates, by the security schemes of the document.
import type { ApiModel, SecurityScheme } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { apiKeys, keyID, type ApiKey } from "./api-keys.ts";
import { RUNTIME } from "./client-context.ts";
import { tokenUrlData } from "./server-urls.ts";

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

/** What operations ask for together, of which one may take the header `Authorization`; and all keys, which different operations may ask for. */
function combinations(
  { operations }: ApiModel,
  schemes: ReadonlyMap<string, RuntimeScheme>,
): (readonly RuntimeScheme[])[] {
  const keys = [...new Set(schemes.values())].filter(({ name }) => name === "apiKeyAuth");
  const found = new Map<string, readonly RuntimeScheme[]>();
  const add = (...combination: readonly RuntimeScheme[]): void => {
    if (combination.length > 1) found.set(JSON.stringify(combination), combination);
  };
  for (const requirement of operations.flatMap(({ security }) => security)) {
    const needed = new Set(requirement.flatMap(({ scheme }) => schemes.get(scheme) ?? []));
    const neededKeys = keys.filter((key) => needed.has(key));
    const [other, ...further] = [...needed].filter((scheme) => !keys.includes(scheme));
    if (further.length > 0) continue;
    add(...neededKeys, ...(other === undefined ? [] : [other]));
    // Whoever has a token needs no exchange.
    if (other?.name === "clientCredentials") add(...neededKeys, BEARER);
  }
  add(...keys);
  return [...found.values()];
}

/** By the name of each scheme that the client can act on; those that take the same options are one. */
function runtimeSchemes(model: ApiModel): Map<string, RuntimeScheme> {
  const keys = apiKeys(model);
  const found = new Map<string, RuntimeScheme>();
  const schemes = new Map<string, RuntimeScheme>();
  for (const scheme of model.securitySchemes) {
    const candidate = runtimeScheme(scheme, { keys, model });
    if (candidate === undefined) continue;
    // A second one but of a key would take the same options.
    const options = candidate.name === "apiKeyAuth" ? candidate.argument! : candidate.name;
    if (!found.has(options)) found.set(options, candidate);
    schemes.set(scheme.name, found.get(options) ?? candidate);
  }
  return schemes;
}

function runtimeScheme(
  scheme: SecurityScheme,
  { keys, model }: { keys: ReadonlyMap<string, ApiKey>; model: ApiModel },
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
    case "apiKey": {
      const { option, scheme: key } = keys.get(keyID(scheme))!;
      const own = option === "apiKey" ? {} : { option };
      return {
        name: "apiKeyAuth",
        argument: jsonLiteral({ in: key.in, parameter: key.parameter, ...own }),
      };
    }
    default:
      return undefined;
  }
}
