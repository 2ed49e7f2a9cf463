// Secrets never leave a run: neither the credentials that it was given nor those that the server hands out. They are
// recognised by name (members whose schema says `format: password`, one-time secrets) and, once seen, by value.
import type { ApiModel, Json, Schema } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";

/** What stands in place of a secret. */
const redacted = "***";

/** Shorter values are hidden by name only: hiding each "id" of a text because a password is "id" helps nobody. */
const minLearnedLength = 6;

export interface Redactor {
  /** Remembers a secret value. */
  learn(value: string): void;
  /** Remembers the secrets in a JSON body, by the names of their members. */
  learnFrom(body: Json | undefined): void;
  /** The text without any secret that was learnt. */
  text(text: string): string;
  /** The JSON value with each secret member hidden. */
  json(value: Json): Json;
}

/** A redactor that knows which members of a document are secret. */
export function createRedactor(model: ApiModel): Redactor {
  const names = secretNames(model);
  const values = new Set<string>();
  const learn = (value: string): void => {
    if (value.length >= minLearnedLength) values.add(value);
  };
  const text = (shown: string): string => {
    const longestFirst = [...values].toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((rest, value) => {
      const escaped = JSON.stringify(value).slice(1, -1);
      return rest
        .replaceAll(value, redacted)
        .replaceAll(escaped, redacted)
        .replaceAll(encodeURIComponent(value), redacted);
    }, shown);
  };
  const json = (value: Json): Json => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map((item: Json) => json(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        names.has(name) && member !== null ? redacted : json(member),
      ]),
    );
  };
  const learnFrom = (body: Json | undefined): void => {
    if (Array.isArray(body)) for (const item of body) learnFrom(item);
    if (!isObject(body)) return;
    for (const [name, member] of Object.entries(body)) {
      if (names.has(name) && typeof member === "string") learn(member);
      else learnFrom(member);
    }
  };
  return { learn, learnFrom, text, json };
}

function secretNames(model: ApiModel): ReadonlySet<string> {
  const names = new Set(["access_token", "refresh_token", "id_token", "client_secret", "password"]);
  for (const { secrets } of model.lifecycles) for (const { member } of secrets) names.add(member);
  const visit = (schema: Schema | Json): void => {
    if (Array.isArray(schema)) for (const item of schema) visit(item);
    if (!isObject(schema)) return;
    const properties = schema["properties"];
    if (isObject(properties)) {
      for (const [name, property] of Object.entries(properties)) {
        if (isObject(property) && property["format"] === "password") names.add(name);
      }
    }
    for (const member of Object.values(schema)) visit(member);
  };
  for (const schema of Object.values(model.schemas)) visit(schema);
  return names;
}
