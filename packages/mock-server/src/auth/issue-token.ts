import type { MockContext } from "../app/mock-context.ts";
import { ALPHANUMERIC, randomText } from "../random.ts";

/** Seconds that a token lives. */
export const TOKEN_LIFETIME = 3600;

/** Issues a bearer token for a tenant; it stays good until it runs out, whatever becomes of the credential behind it. */
export function issueToken(
  context: MockContext,
  {
    isExpired = false,
    ...grant
  }: {
    readonly tenant: string | undefined;
    readonly scopes: readonly string[];
    readonly isExpired?: boolean;
  },
): string {
  const now = context.now();
  const token = randomText(context.random, ALPHANUMERIC, 48);
  const expires = isExpired ? now : now + TOKEN_LIFETIME * 1000;
  context.credentials.addToken({ token, ...grant, expires }, now);
  return token;
}

/** Every scope that a client-credentials flow offers or an operation asks for: what a client may have. */
export function knownScopes({ model }: MockContext): readonly string[] {
  const offered = model.securitySchemes.flatMap((scheme) =>
    scheme.kind === "oauth2" ? (scheme.clientCredentials?.scopes ?? []) : [],
  );
  const needed = model.operations.flatMap(({ security }) => security.flat().flatMap(({ scopes }) => scopes));
  return [...new Set([...offered, ...needed])];
}
