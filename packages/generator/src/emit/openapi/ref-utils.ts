// Stands in for the file of that name in Redocly's core, which loads much besides and takes a pointer apart anew at each name
// on the way to a schema. A document that is printable holds no percent sign, so there is nothing to decode.

export interface ParsedRef {
  /** Names on the way; a list of the caller's own, who may change it. */
  readonly pointer: string[];
}

export function parseRef(ref: string): ParsedRef {
  // It is asked about single names far more often than about references.
  if (!ref.includes("#/")) return { pointer: [] };
  const [, pointer = ""] = ref.split("#/");
  const names = pointer.split("/").filter((name) => name !== "");
  if (!pointer.includes("~")) return { pointer: names };
  return { pointer: names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~")) };
}

export function escapePointer(name: string | number): string | number {
  if (typeof name === "number" || !/[~/]/.test(name)) return name;
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
