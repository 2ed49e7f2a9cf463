// A second reading of a bundled document that shares no code with the model: what it counts, the model must have.
type Node = { readonly [member: string]: unknown };

const METHODS = /^(get|put|post|delete|options|head|patch|trace|query)$/;

/** One line for each operation, parameter, status and required member of a named schema. */
export function readAgain(document: Node): string[] {
  const lines: string[] = [];
  for (const [path, written] of Object.entries(node(document["paths"]))) {
    if (!path.startsWith("/")) continue;
    const item = follow(document, written);
    const usual = Object.entries(item).filter(([member]) => METHODS.test(member));
    for (const [method, operation] of [...usual, ...Object.entries(node(item["additionalOperations"]))]) {
      const name = `${method.toUpperCase()} ${path}`;
      lines.push(name);
      for (const parameter of parametersOf(document, path, [item, node(operation)]))
        lines.push(`${name} ${parameter}`);
      for (const status of Object.keys(node(node(operation)["responses"])))
        if (!status.startsWith("x-")) lines.push(`${name} answers ${status}`);
    }
  }
  for (const [name, schema] of Object.entries(node(node(document["components"])["schemas"])))
    for (const member of list(node(schema)["required"]))
      lines.push(`schema ${name} requires ${String(member)}`);
  return lines.toSorted();
}

function parametersOf(document: Node, path: string, holders: readonly Node[]): Set<string> {
  const found = new Set<string>();
  for (const written of holders.flatMap((holder) => list(holder["parameters"]))) {
    const parameter = follow(document, written);
    const name = String(parameter["name"]);
    const place = String(parameter["in"]);
    if (place === "header" && /^(accept|authorization|content-type)$/i.test(name)) continue;
    if (place === "path" && !path.includes(`{${name}}`)) continue;
    if (place !== "querystring")
      found.add(`takes ${place} ${place === "header" ? name.toLowerCase() : name}`);
    else {
      const [content] = Object.values(node(parameter["content"]));
      const form = follow(document, node(content)["schema"]);
      for (const member of Object.keys(node(form["properties"]))) found.add(`takes query ${member}`);
    }
  }
  for (const [, name = ""] of path.matchAll(/\{([^}]*)\}/g)) found.add(`takes path ${name}`);
  return found;
}

function follow(document: Node, value: unknown): Node {
  const ref = node(value)["$ref"];
  if (typeof ref !== "string") return node(value);
  const keys = decodeURIComponent(ref).slice(2).split("/");
  return follow(
    document,
    keys.reduce<unknown>((at, key) => node(at)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document),
  );
}

const node = (value: unknown): Node => (typeof value === "object" && value !== null ? (value as Node) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
