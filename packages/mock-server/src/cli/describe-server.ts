import type { Problem, SecurityScheme } from "@specloom/api-model";
import type { Identity } from "../app/identities.ts";
import type { MockServer } from "../server/mock-server.ts";

/** What one needs to know to call the mock. Its secrets are its own: made from the seed, good nowhere else. */
export interface ServedDescription {
  readonly url: string;
  readonly tokenURLs: readonly string[];
  readonly identities: readonly ServedIdentity[];
  /** Flaws of the document that were lived with. */
  readonly problems: readonly Problem[];
}

/** Somebody whom the mock knows, with the credentials that the document's security schemes ask for. */
export interface ServedIdentity {
  readonly tenant?: { readonly parameter: string; readonly id: string };
  readonly clientID?: string;
  readonly clientSecret?: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  readonly apiKey?: string;
}

export async function describeServer(server: MockServer): Promise<ServedDescription> {
  const { url, model, identities, tokenPaths, problems } = server;
  const kinds = new Set(model.securitySchemes.map(({ kind }) => kind));
  return {
    url,
    tokenURLs: tokenPaths.map((path) => `${url}${path}`),
    identities: await Promise.all(
      identities.map((identity) =>
        describeIdentity(identity, { kinds, isTokenIssued: tokenPaths.length > 0 }),
      ),
    ),
    problems,
  };
}

interface Wanted {
  readonly kinds: ReadonlySet<SecurityScheme["kind"]>;
  /** Whether client id and secret get a token here: the flow of a browser has no URL for it. */
  readonly isTokenIssued: boolean;
}

async function describeIdentity(
  identity: Identity,
  { kinds, isTokenIssued }: Wanted,
): Promise<ServedIdentity> {
  const { tenant, clientID, clientSecret, apiKey } = identity;
  return {
    ...(tenant && { tenant: { parameter: tenant.parameter, id: tenant.id } }),
    ...(kinds.has("oauth2") && isTokenIssued && { clientID, clientSecret }),
    ...((kinds.has("bearer") || (kinds.has("oauth2") && !isTokenIssued)) && {
      token: await identity.token(),
    }),
    ...(kinds.has("basic") && { username: clientID, password: clientSecret }),
    ...(kinds.has("apiKey") && { apiKey }),
  };
}
