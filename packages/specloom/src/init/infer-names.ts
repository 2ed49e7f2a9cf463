// Names of what is made, from what the document and the folder say already.
import type { ApiModel } from "@specloom/api-model";

/** Words of a title that say what every title says, and versions. */
const NOISE =
  /^(?:the|a|an|of|for|and|apis?|openapi|swagger|rest|restful|http|https|json|yaml|spec|specification|docs?|documentation|reference|public|v?\d+(?:\.\d+)*(?:alpha\d*|beta\d*)?)$/;
/** Labels of a host that name its part and not its owner. */
const HOST_NOISE =
  /^(?:www|api|apis|app|gateway|dev|test|staging|stage|sandbox|prod|production|eu|us|v\d+|localhost)$/;

const MOST_WORDS = 4;
const LONGEST = 40;

export interface InferredNames {
  /** `petstore`: the beginning of every other name. */
  readonly base: string;
  readonly types: string;
  readonly client: string;
  readonly contractTests: string;
  /** `petstore-contract`. */
  readonly command: string;
  /** `PETSTORE`. */
  readonly environmentPrefix: string;
}

export interface NameClues {
  readonly title: string;
  readonly servers: ApiModel["servers"];
  /** Name of the folder, for a document that says nothing. */
  readonly folder: string;
  /** Name in the folder's `package.json`, whose scope the packages share. */
  readonly manifestName: string | undefined;
  /** What a person named. */
  readonly name: string | undefined;
  readonly scope: string | undefined;
}

/** Every name; the title comes first, then the host of the first server, then the folder. */
export function inferNames(clues: NameClues): InferredNames {
  const base =
    clues.name ?? (fromTitle(clues.title) || fromServers(clues.servers) || fromTitle(clues.folder) || "api");
  const scope = clues.scope ?? /^(@[^/]+)\//.exec(clues.manifestName ?? "")?.[1];
  const prefix = scope === undefined ? "" : `${scope.startsWith("@") ? "" : "@"}${scope}/`;
  const variable = base.toUpperCase().replaceAll("-", "_");
  return {
    base,
    types: `${prefix}${base}-types`,
    client: `${prefix}${base}-client`,
    contractTests: `${prefix}${base}-contract-tests`,
    command: `${base}-contract`,
    environmentPrefix: /^\d/.test(variable) ? `API_${variable}` : variable,
  };
}

function fromTitle(title: string): string {
  const words = asciiWords(title).filter((word) => !NOISE.test(word));
  return words.slice(0, MOST_WORDS).join("-").slice(0, LONGEST).replace(/-+$/, "");
}

function fromServers(servers: ApiModel["servers"]): string {
  const url = servers[0]?.url ?? "";
  if (!URL.canParse(url)) return "";
  const labels = new URL(url).hostname.split(".");
  if (labels.every((label) => /^\d*$/.test(label))) return "";
  const name = labels.slice(0, -1).find((label) => !HOST_NOISE.test(label)) ?? "";
  return asciiWords(name).join("-").slice(0, LONGEST);
}

/** Words that may stand in the name of a package: `Café-API` gives `cafe` and `api`. */
function asciiWords(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain
    .split(/[^a-z0-9.]+/)
    .flatMap((word) => (NOISE.test(word) ? [word] : word.split(".")))
    .filter((word) => word !== "");
}
