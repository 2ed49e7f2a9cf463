// The three servers that are measured, each as a port, a token and a tenant.
import { join } from "node:path";
import { startPrism } from "./prism.ts";
import { startServer, urlPort, type ServerProcess } from "./server-process.ts";

export interface Subject extends ServerProcess {
  readonly token: string;
  readonly tenant: string;
}

const ROOT = join(import.meta.dirname, "../..");
export const KEYCARD: string = join(ROOT, "spec/openapi.yaml");
const MOCK = join(ROOT, "packages/mock-server/dist/cli.js");
const PLAIN = join(import.meta.dirname, "plain-server.ts");

export function startMock(document: string, ...options: readonly string[]): Promise<ServerProcess> {
  return startServer([MOCK, document, "--quiet", ...options], (printed) => urlPort(printed));
}

/** Ours, with a token of its first tenant. */
export async function startMockSubject(
  options: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): Promise<Subject> {
  const server = await startServer([...nodeOptions, MOCK, KEYCARD, "--quiet", ...options], (printed) =>
    printed.split("client secret").length > 2 ? urlPort(printed) : undefined,
  );
  const [, tenant = ""] = /organization_id +(\S+)/.exec(server.printed) ?? [];
  const [, id = ""] = /client id +(\S+)/.exec(server.printed) ?? [];
  const [, secret = ""] = /client secret +(\S+)/.exec(server.printed) ?? [];
  const [, tokenUrl = ""] = /token URL +(\S+)/.exec(server.printed) ?? [];
  const response = await fetch(tokenUrl, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { ...server, token, tenant };
}

export async function startPlainSubject(): Promise<Subject> {
  const server = await startServer([PLAIN, KEYCARD], (printed) => urlPort(printed, "\n"));
  const [, token = "", tenant = ""] = server.printed.trim().split(" ");
  return { ...server, token, tenant };
}

/** Prism looks whether there is a token, and knows no tenants. */
export async function startPrismSubject(): Promise<Subject> {
  return { ...(await startPrism(KEYCARD)), token: "any", tenant: "x" };
}
