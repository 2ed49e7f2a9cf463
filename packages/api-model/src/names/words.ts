// Words of a name and the two ways to write them. `service_account_id` -> `serviceAccountID`, `X-Client-Request-ID` -> `xClientRequestID`.

const INITIALISMS = new Set(["id", "url", "uri", "uuid", "ip", "api", "http", "json", "sql", "html"]);

/** Words in lower case: split at whatever is neither letter nor digit, and where the case changes. */
export function wordsOf(name: string): string[] {
  // Most names are one word, and classes of Unicode take long to look for.
  if (/^[a-z]+$/.test(name)) return [name];
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** `serviceAccountID`: a valid identifier in any script. A name without words gives `unnamed`; a leading digit gets `_`. */
export function camelCase(name: string): string {
  const words = wordsOf(name);
  return identifier(words.map((word, index) => (index === 0 ? word : capitalize(word))).join(""), "unnamed");
}

/** `ServiceAccount`. A name that is written so already is kept, since its capitals may mean something (`OAuthToken`). */
export function pascalCase(name: string): string {
  if (/^\p{Lu}[\p{L}\p{N}]*$/u.test(name)) return name;
  return identifier(wordsOf(name).map(capitalize).join(""), "Unnamed");
}

function capitalize(word: string): string {
  if (INITIALISMS.has(word)) return word.toUpperCase();
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}

function identifier(joined: string, fallback: string): string {
  const name = joined === "" ? fallback : joined;
  return /^[\p{ID_Start}$_]/u.test(name) ? name : `_${name}`;
}
