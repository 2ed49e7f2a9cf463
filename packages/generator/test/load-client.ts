// A generated client that runs in process: emitted into a folder, its requests recorded.
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Document } from "@specloom/api-model";
import { onTestFinished } from "vitest";

import { emitDocument, sampleFolder } from "./emit-sample.ts";

type Method<Answer> = (...args: readonly unknown[]) => Promise<Answer>;
export interface Client {
  readonly orders: {
    readonly create: Method<unknown>;
    readonly list: (params?: object) => { toArray: () => Promise<unknown[]> };
    readonly lines: { readonly replace: Method<unknown> };
  };
  readonly shelves: {
    readonly replace: Method<unknown>;
    readonly boxes: { readonly replace: Method<unknown> };
  };
  readonly open: { readonly retrieve: Method<unknown> };
  readonly paths: { readonly POST: Method<unknown>; readonly PUT: Method<unknown> };
}
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** The client in a folder, whose requests are recorded and answered in process. */
export async function loadClient(
  folder: string,
  options: object,
  answer: (request: Sent, index: number) => Response = () => Response.json({}),
): Promise<{ readonly client: Client; readonly sent: Sent[] }> {
  const { createClient } = (await import(join(folder, "index.ts"))) as {
    createClient: (options: object) => Client;
  };
  const sent: Sent[] = [];
  const fetch = async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { method, headers, url } = request;
    sent.push({ method, headers, url: new URL(url), body: await request.text() });
    return answer(sent.at(-1)!, sent.length - 1);
  };
  return { client: createClient({ logLevel: "off", ...options, fetch }), sent };
}

/** Folder of the client of a sample. */
export const wire: string = join(sampleFolder("wire"), "expected/client");
/** Its credentials. */
export const person: object = { username: "ann", password: "s:cret" };

/** The folder of a client whose document asks for this security scheme; gone after the test. */
export function emitClientWith(scheme: object, server?: string): Promise<string> {
  return emitClientWithAll({ only: scheme }, [{ only: [] }], server);
}

export async function emitClientWithAll(
  securitySchemes: object,
  security: readonly object[],
  server = "https://keys.example",
): Promise<string> {
  const responses = {
    "200": { description: "All.", content: { "application/json": { schema: { type: "object" } } } },
  };
  return writeClient({
    openapi: "3.1.0",
    info: { title: "Keys", version: "1" },
    servers: [{ url: server }],
    security,
    paths: { "/orders": { post: { responses } }, "/open": { get: { security: [], responses } } },
    components: { securitySchemes },
  });
}

export async function writeClient(document: object): Promise<string> {
  const { files } = await emitDocument(document as Document);
  const folder = await mkdtemp(join(tmpdir(), "specloom-wire-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(fileURLToPath(new URL("../node_modules", import.meta.url)), join(folder, "node_modules"));
  for (const { path, text } of files.client) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
