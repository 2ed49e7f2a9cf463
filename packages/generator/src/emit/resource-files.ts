import type { ApiModel, Resource } from "@specloom/api-model";

/** Where the file of a resource stands, without its extension: `resources/organizations/service-accounts`. */
export type ResourceFiles = (resource: readonly string[]) => string;

/** Paths of one kebab-case file a resource, children in the folder of their parent. */
export function resourceFiles(model: ApiModel): ResourceFiles {
  const files = new Map<string, string>([["[]", "resources/root"]]);
  place(model.resources, "resources", files);
  return (resource) => {
    const file = files.get(JSON.stringify(resource));
    if (file === undefined) throw new Error(`The model has no resource ${resource.join(".")}.`);
    return file;
  };
}

/** Every resource that has a file, parents first. */
export function allResources(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => [resource, ...allResources(resource.resources)]);
}

function place(resources: readonly Resource[], folder: string, files: Map<string, string>): void {
  const taken = new Set<string>();
  for (const resource of resources) {
    const base = fileName(resource.name);
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    files.set(JSON.stringify(resource.path), `${folder}/${name}`);
    place(resource.resources, `${folder}/${name}`, files);
  }
}

// Names that Windows keeps for devices, with any extension.
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;
/** Longer names are cut: file systems stop at 255 bytes. */
const LONGEST = 100;

/** `serviceAccounts` as `service-accounts`; letters that are not ASCII as `u` and their code point. */
function fileName(name: string): string {
  const kebab = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/\P{ASCII}/gu, (letter) => `u${(letter.codePointAt(0) ?? 0).toString(16)}`)
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, LONGEST);
  if (kebab === "") return "resource";
  return DEVICES.test(kebab) ? `${kebab}-resource` : kebab;
}
