/** What a caller can prove; any combination of members. */
export interface Credentials {
  /** Bearer token, used as it is. */
  readonly token?: string;
  /** OAuth 2.0 client credentials (RFC 6749, section 4.4); exchanged at the document's token URL. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Value for the document's API key scheme. */
  readonly apiKey?: string;
  /** HTTP basic authentication (RFC 7617). */
  readonly username?: string;
  readonly password?: string;
}

/** Somebody in whose name a run can call. */
export interface Identity {
  readonly credentials: Credentials;
  /** Values of path parameters that are this identity's own: its tenant. */
  readonly parameters?: { readonly [name: string]: string };
  /** Scopes that it has, where some checks call in the name of one that lacks others. @default none */
  readonly scopes?: readonly string[];
}

/**
 * What an identity is for, told by its name: `owner` is the run itself; `expired` was the owner once, with a token that is
 * no longer good; `scope-poor` is of the owner's tenant with too few scopes; any other is somebody of another tenant. A
 * number behind it makes a second one: `expired-2`.
 */
export type IdentityRole = "owner" | "other" | "expired" | "scope-poor";

/** The role that a name tells. */
export function roleOf(name: string): IdentityRole {
  const plain = name.replace(/-\d+$/, "");
  return plain === "owner" || plain === "expired" || plain === "scope-poor" ? plain : "other";
}

/** Names of the members that are secret, with the suffix of the environment variable that gives each. */
export const credentialVariables: { readonly [member in keyof Credentials]-?: string } = {
  token: "TOKEN",
  clientId: "CLIENT_ID",
  clientSecret: "CLIENT_SECRET",
  apiKey: "API_KEY",
  username: "USERNAME",
  password: "PASSWORD",
};
