// Path values that are secret. Only generated data whose document has some imports this.

import { REDACTED } from "./redact.ts";

/** Takes secret values out of the URLs in a text. */
export type RedactURLs = (text: string) => string;

/**
 * @param templates Path templates, up to the placeholder of a secret value: `/invitations/` of `/invitations/{code}`.
 */
export function secretPaths(...templates: readonly string[]): RedactURLs {
  const patterns = templates.map((template) => {
    const start = template
      .split(/\{[^}]*\}/)
      .map((text) => text.replace(/[^\w/-]/g, String.raw`\$&`))
      .join("[^/?#]+");
    // What comes before is the host, with the base path.
    return new RegExp(String.raw`(//[^/\s]+(?:[^?#\s]*?)${start})[^/?#\s]+`, "g");
  });
  return (text) => patterns.reduce((shown, pattern) => shown.replace(pattern, `$1${REDACTED}`), text);
}
