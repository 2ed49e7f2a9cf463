/** True where one of a workspace's patterns takes a folder for a package; a later `!pattern` takes it out again. */
export function coversFolder(patterns: readonly string[], folder: string): boolean {
  return patterns.reduce((covered, pattern) => {
    const isNegative = pattern.startsWith("!");
    const matches = expressionOf(isNegative ? pattern.slice(1) : pattern).test(folder);
    return matches ? !isNegative : covered;
  }, false);
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.replace(/^\.\//, "").replace(/\/+$/, "").split("/");
  const source = parts.map((part) => (part === "**" ? ".*" : part.split("*").map(escape).join("[^/]*")));
  return new RegExp(`^${source.join("/").replaceAll(".*/", "(?:.*/)?")}$`);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
