// The environment variables of a client, where the runtime has any: Node, Deno and Bun do, browsers do not.

import { present } from "./present.ts";

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variable of an option: `clientId` is `…_CLIENT_ID`. Blank counts as not given, and so does what Deno does not
 * permit to be read.
 *
 * @param prefix Of the variables; without it none is read.
 * @param environment @default `process.env` where there is one
 */
export function variableReader(
  prefix: string | undefined,
  environment?: Environment,
): (option: string) => string | undefined {
  return (option) => {
    try {
      const variables = environment ?? (globalThis as { process?: { env: Environment } }).process!.env;
      const name = option.replace(/[A-Z]/g, "_$&").toUpperCase();
      return prefix && present(variables[`${prefix}_${name}`]);
    } catch {
      return undefined;
    }
  };
}
