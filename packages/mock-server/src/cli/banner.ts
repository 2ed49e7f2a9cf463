import type { MockServer } from "../server/mock-server.ts";

/** What one needs to know to call the mock. Its secrets are its own: made from the seed, good nowhere else. */
export function banner({ url, identities, tokenPaths }: MockServer): string {
  const lines = [`mock server at ${url}`];
  for (const path of tokenPaths) lines.push(`  token URL      ${url}${path}`);
  for (const { tenant, clientID, clientSecret, apiKey } of identities) {
    if (tenant !== undefined) lines.push(`  ${tenant.parameter}  ${tenant.id}`);
    lines.push(
      `    client id      ${clientID}`,
      `    client secret  ${clientSecret}`,
      `    API key        ${apiKey}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
