// Path templates of the document: their parameters in order, and whether one leads on from another.

const PARAMETER = /\{([^{}]*)\}/g;

/** Names in the order of the template. */
export function templateParameters(template: string): readonly string[] {
  return Array.from(template.matchAll(PARAMETER), (match) => match[1] ?? "");
}

/** The template without its names, since two operations may call one place differently. */
export function templateShape(template: string): string {
  return template.replaceAll(PARAMETER, "{}");
}

/** True for `/a/{x}/b` below `/a/{y}`, not for `/a/{x}` itself. */
export function isBelow(template: string, item: string): boolean {
  return templateShape(template).startsWith(`${templateShape(item)}/`);
}
