// Stands in for the file of that name in Redocly's core, which loads much besides and takes a pointer apart anew at each name
// on the way to a schema. A document that is printable holds no percent sign, so there is nothing to decode.

export interface ParsedRef {
  /** Names on the way; a list of the caller's own, who may change it. */
  readonly pointer: string[];
}

export function parseRef(ref: string): ParsedRef {
  const [, pointer = ""] = ref.split("#/");
  return {
    pointer: pointer
      .split("/")
      .filter((name) => name !== "")
      .map((name) => (name.includes("~") ? name.replaceAll("~1", "/").replaceAll("~0", "~") : name)),
  };
}

export function escapePointer(name: string | number): string | number {
  if (typeof name === "number" || !/[~/]/.test(name)) return name;
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
