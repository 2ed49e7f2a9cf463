import type { ServedDescription } from "./describe-server.ts";

/** What one needs to know to call the mock, for people. */
export function banner({ url, tokenURLs, identities }: ServedDescription): string {
  const lines = [`mock server at ${url}`, ...tokenURLs.map((tokenURL) => `  token URL      ${tokenURL}`)];
  for (const identity of identities) {
    const { tenant } = identity;
    if (tenant !== undefined) lines.push(`  ${tenant.parameter}  ${tenant.id}`);
    for (const [member, label] of Object.entries(LABELS)) {
      const value = identity[member as keyof typeof LABELS];
      if (value !== undefined) lines.push(`    ${label.padEnd(13)}  ${value}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const LABELS = {
  clientID: "client id",
  clientSecret: "client secret",
  token: "token",
  username: "user",
  password: "password",
  apiKey: "API key",
} as const;
