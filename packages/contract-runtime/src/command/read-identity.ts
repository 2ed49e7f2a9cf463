import { readFile } from "node:fs/promises";
import { credentialVariables, type Identity } from "../exchange/credentials.ts";
import { Unable } from "../run/unable.ts";

/**
 * Reads `{ "clientId", "clientSecret" }`, `{ "token" }`, `{ "apiKey" }` or `{ "username", "password" }`, with optional
 * `"params": { NAME: VALUE }` and `"scopes": [NAME]`, from a JSON file.
 * @throws Unable where the file cannot be read or says something else; the message never holds a value of it
 */
export async function readIdentity(file: string, flag: string): Promise<Identity> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Unable(
      `${flag}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}).`,
    );
  });
  const { params = {}, scopes, ...credentials } = parseObject(text, `${flag}: ${file}`);
  const known = Object.keys(credentialVariables);
  const wrong = Object.entries(credentials).find(
    ([name, value]) => !known.includes(name) || typeof value !== "string" || value === "",
  );
  if (wrong !== undefined) {
    throw new Unable(
      `${flag}: ${file} has the member ${JSON.stringify(wrong[0])}; strings under ${known.join(", ")}, an object params, and a list scopes, were expected.`,
    );
  }
  if (
    typeof params !== "object" ||
    params === null ||
    Object.values(params).some((value) => typeof value !== "string")
  ) {
    throw new Unable(`${flag}: ${file} has a member "params" that is no object of strings.`);
  }
  if (scopes !== undefined && !(Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string")))
    throw new Unable(`${flag}: ${file} has a member "scopes" that is no list of strings.`);
  return {
    credentials,
    parameters: params as { [name: string]: string },
    ...(scopes === undefined ? {} : { scopes }),
  };
}

function parseObject(text: string, place: string): { readonly [name: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and that is a secret.
    throw new Unable(`${place} is no JSON.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Unable(`${place} holds no JSON object.`);
  return value as { [name: string]: unknown };
}
