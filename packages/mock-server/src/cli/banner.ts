import type { SecurityScheme } from "@specloom/api-model";
import type { Identity } from "../app/identities.ts";
import type { MockServer } from "../server/mock-server.ts";

/** What one needs to know to call the mock. Its secrets are its own: made from the seed, good nowhere else. */
export async function banner(server: MockServer): Promise<string> {
  const { url, model, identities, tokenPaths } = server;
  const kinds = new Set(model.securitySchemes.map(({ kind }) => kind));
  const lines = [`mock server at ${url}`, ...tokenPaths.map((path) => `  token URL      ${url}${path}`)];
  for (const identity of identities) {
    const { tenant } = identity;
    if (tenant !== undefined) lines.push(`  ${tenant.parameter}  ${tenant.id}`);
    lines.push(...(await credentialLines(identity, kinds)));
  }
  return `${lines.join("\n")}\n`;
}

/** Those that the document's security schemes ask for. */
async function credentialLines(
  identity: Identity,
  kinds: ReadonlySet<SecurityScheme["kind"]>,
): Promise<string[]> {
  const lines: string[] = [];
  if (kinds.has("oauth2")) {
    lines.push(`    client id      ${identity.clientID}`, `    client secret  ${identity.clientSecret}`);
  } else if (kinds.has("bearer")) {
    lines.push(`    token          ${await identity.token()}`);
  }
  if (kinds.has("basic")) {
    lines.push(`    user           ${identity.clientID}`, `    password       ${identity.clientSecret}`);
  }
  if (kinds.has("apiKey")) lines.push(`    API key        ${identity.apiKey}`);
  return lines;
}
