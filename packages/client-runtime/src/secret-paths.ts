// Path values that are secret. Only generated data whose document has some imports this.

import { REDACTED } from "./redact.ts";

/** Takes secret values out of the URLs in a text. */
export type RedactURLs = (text: string) => string;

/**
 * Hides what stands at such a place of any URL, wherever its base path ends: too much rather than too little.
 *
 * @param templates Path templates, up to the placeholder of a secret value: `/invitations/` of `/invitations/{code}`.
 */
export function secretPaths(...templates: readonly string[]): RedactURLs {
  const starts = templates.map((template) => template.slice(1).split("/").map(segmentPattern));
  const hide = (path: string): string => {
    const segments = path.split("/");
    const shown = [...segments];
    for (const start of starts)
      for (const first of segments.keys())
        if (start.every((pattern, index) => pattern.test(segments[first + index] ?? ""))) {
          const last = first + start.length - 1;
          shown[last] = shown[last]!.replace(start.at(-1)!, `$1${REDACTED}`);
        }
    return shown.join("/");
  };
  return (text) =>
    text.replace(/(\/\/[^/?#\s]+)([^?#\s]+)/g, (_, host: string, path: string) => host + hide(path));
}

/** The last segment goes on behind its text, in whatever style the value is written there. */
function segmentPattern(segment: string, index: number, all: readonly string[]): RegExp {
  const text = segment
    .split(/\{[^}]*\}/)
    .map((literal) => literal.replace(/[^\w-]/g, String.raw`\$&`))
    .join(".+?");
  return new RegExp(`^(${text})${index < all.length - 1 ? "$" : ".+$"}`);
}
