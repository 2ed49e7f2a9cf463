// Stands between a client and a server and changes JSON bodies on their way back: a server with one fault.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface TamperingProxy {
  readonly url: string;
  close(): Promise<void>;
}

type JsonObject = Record<string, unknown>;

/** `tamper` gets each object of each JSON answer, nested ones included, and may change it in place. */
export async function startTamperingProxy(
  target: string,
  tamper: (object: JsonObject) => void,
): Promise<TamperingProxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = new Headers(request.headers as Record<string, string>);
      for (const name of ["host", "connection", "content-length", "transfer-encoding"]) headers.delete(name);
      const answer = await fetch(new URL(request.url ?? "/", target), {
        method: request.method ?? "GET",
        headers,
        body: chunks.length > 0 ? Buffer.concat(chunks) : null,
      });
      const text = await answer.text();
      const isJson = answer.headers.get("content-type")?.includes("json") === true && text !== "";
      const copied = [...answer.headers].filter(
        ([name]) => !/^(?:content-length|connection|keep-alive)$/u.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(copied));
      response.end(isJson ? JSON.stringify(tamperAll(JSON.parse(text), tamper)) : text);
    })().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tamperAll(value: unknown, tamper: (object: JsonObject) => void): unknown {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) tamperAll(member, tamper);
  if (!Array.isArray(value)) tamper(value as JsonObject);
  return value;
}
