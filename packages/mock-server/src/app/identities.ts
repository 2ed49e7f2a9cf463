import { issueToken, knownScopes } from "../auth/issue-token.ts";
import type { MockContext, Principal } from "./mock-context.ts";

/** Somebody whom the mock lets in, by whichever scheme the document has. */
export interface Identity {
  /** The path parameter that names tenants, and this identity's; absent where the document has no tenants. */
  readonly tenant?: { readonly parameter: string; readonly id: string };
  /** For the token URL; also the user name of the Basic scheme. */
  readonly clientID: string;
  /** For the token URL; also the password of the Basic scheme. */
  readonly clientSecret: string;
  /** Good for every API key scheme. */
  readonly apiKey: string;
  /** A fresh bearer token, good for an hour of the mock's clock, with every scope of the document unless told otherwise. */
  token(wish?: TokenWish): Promise<string>;
}

/** What a token is to be like, for calls that must be refused. */
export interface TokenWish {
  /**
   * Scopes that it has; with none it may call only what needs none.
   * @default every scope of the document
   */
  readonly scopes?: readonly string[];
  /**
   * True for a token whose hour is over.
   * @default false
   */
  readonly isExpired?: boolean;
}

export function createIdentities(context: MockContext): readonly Identity[] {
  return context.principals.map((principal) => ({
    ...tenantOf(context, principal),
    clientID: principal.clientID,
    clientSecret: principal.clientSecret,
    apiKey: principal.apiKey,
    token: async ({ scopes = knownScopes(context), isExpired = false } = {}) =>
      issueToken(context, { tenant: principal.tenant, scopes, isExpired }),
  }));
}

function tenantOf({ model }: MockContext, { tenant }: Principal): Pick<Identity, "tenant"> {
  const isSet = model.tenant !== undefined && tenant !== undefined;
  return isSet ? { tenant: { parameter: model.tenant.parameter, id: tenant } } : {};
}
