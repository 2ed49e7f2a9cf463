// The API keys of a document, and the option of the client that holds each.
import { camelCase, type ApiModel, type SecurityScheme } from "@specloom/api-model";

import { comment } from "../../print/comment.ts";
import { SourceFile } from "../../print/source-file.ts";
import { propertyKey } from "../../print/string-literal.ts";
import type { EmittedFile } from "../emitter.ts";
import type { ClientContext } from "./client-context.ts";

type KeyScheme = Extract<SecurityScheme, { kind: "apiKey" }>;

export interface ApiKey {
  /** The first of the schemes that are this key. */
  readonly scheme: KeyScheme;
  readonly option: string;
}

/** Members of the runtime's `ClientOptions`. */
const TAKEN =
  "baseUrl token clientId clientSecret username password apiKey tokenUrl timeout retry fetch userAgent hooks headers query logger logLevel log";

/**
 * Each key once, by {@link keyID}: that which operations ask for most often has the option `apiKey`, the first of several;
 * the others have options that are called like their schemes.
 */
export function apiKeys({ securitySchemes, operations }: ApiModel): Map<string, ApiKey> {
  const schemes = securitySchemes.filter((scheme) => scheme.kind === "apiKey");
  const asked = operations.flatMap(({ security }) => security.flat());
  const uses = ({ name }: KeyScheme): number => asked.filter(({ scheme }) => scheme === name).length;
  const [main] = schemes
    .map((scheme) => ({ scheme, count: uses(scheme) }))
    .toSorted((one, other) => other.count - one.count);
  const taken = new Set(TAKEN.split(" "));
  const keys = new Map<string, ApiKey>();
  for (const scheme of schemes) {
    const id = keyID(scheme);
    if (keys.has(id)) continue;
    const isMain = main !== undefined && keyID(main.scheme) === id;
    const option = isMain ? "apiKey" : freeName(camelCase(scheme.name), taken);
    taken.add(option);
    keys.set(id, { scheme, option });
  }
  return keys;
}

/** Equal for schemes that are one key: names of headers are compared without regard to case (RFC 9110, section 5.1). */
export function keyID({ in: place, parameter }: KeyScheme): string {
  return `${place} ${place === "header" ? parameter.toLowerCase() : parameter}`;
}

/** What every object has (`constructor`) is no option. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const isFree = (one: string): boolean => !taken.has(one) && !(one in {});
  if (isFree(name)) return name;
  for (let count = 2; ; count++) if (isFree(`${name}${count}`)) return `${name}${count}`;
}

/** The type of the options beside those of every client; none where the document has no second key. */
export function keyOptionsFile({ model, options }: ClientContext): EmittedFile[] {
  const further = [...apiKeys(model).values()].filter(({ option }) => option !== "apiKey");
  if (further.length === 0) return [];
  const source = new SourceFile(options.banner);
  source.print(
    "/** Options for the further API keys of the document. */",
    "export interface KeyOptions {",
    ...further.map(({ option, scheme }) => {
      const about = comment({
        paragraphs: [`The ${scheme.in} \`${scheme.parameter}\`.`, scheme.description],
      });
      return `${about}readonly ${propertyKey(option)}?: string | undefined;`;
    }),
    "}",
  );
  return [{ path: KEY_OPTIONS, text: source.toString() }];
}

const KEY_OPTIONS = "key-options.ts";

/** The type of a client's options: the runtime's, with those for further keys where the document has any. */
export function optionsType(
  { model }: ClientContext,
  { base, source }: { base: string; source: SourceFile },
): string {
  return apiKeys(model).size < 2 ? base : `${base} & ${source.importType("KeyOptions", `./${KEY_OPTIONS}`)}`;
}
