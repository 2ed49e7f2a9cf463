import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A client of any document, by the names of its members. */
export interface AnyClient {
  readonly [member: string]: unknown;
}

/** The generated client in a folder; every request goes to `send`. */
export async function loadClient(
  folder: string,
  send: (request: Request) => Promise<Response>,
): Promise<AnyClient> {
  const { createClient } = (await importFile(join(folder, "client/index.ts"))) as {
    createClient: (options: object) => AnyClient;
  };
  return createClient({
    baseUrl: "http://mock.example",
    fetch: (input: string | URL | Request, init?: RequestInit) => send(new Request(input, init)),
  });
}

/** The functions of the module that `printCalls` printed. */
export async function loadCalls(
  folder: string,
): Promise<readonly ((client: AnyClient) => Promise<unknown>)[]> {
  const { calls } = (await importFile(join(folder, "golden.ts"))) as {
    calls: readonly ((client: AnyClient) => Promise<unknown>)[];
  };
  return calls;
}

/** By Node's own type stripping. */
async function importFile(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}
