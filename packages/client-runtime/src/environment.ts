// The environment variables of a client, where the runtime has any: Node, Deno and Bun do, browsers do not.

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `process.env` where there is one, else nothing. */
export function readEnvironment(): Environment {
  try {
    return (globalThis as { process?: { env?: Environment } }).process?.env ?? {};
  } catch {
    // Deno asks for permission and throws where it is refused.
    return {};
  }
}
