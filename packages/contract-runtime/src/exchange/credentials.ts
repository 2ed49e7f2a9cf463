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
