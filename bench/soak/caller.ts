import { Agent, request } from "node:http";

export interface Reply {
  readonly status: number;
  readonly body: { readonly [member: string]: unknown };
}

/** Sends one request and reads its answer whole; rejects where the connection ends before that. */
export type Call = (method: string, path: string, body?: object) => Promise<Reply>;

/** Calls with a bearer token over at most `connections` connections, which are kept. */
export function createCaller(port: number, token: string, connections: number): Call {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const length = text === undefined ? {} : { "content-length": Buffer.byteLength(text) };
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...length };
      const sent = request({ agent, port, host: "127.0.0.1", method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("close", () => {
          const answer = Buffer.concat(chunks).toString("utf8");
          if (!response.complete) reject(new Error("the connection ended within an answer"));
          else resolve({ status: response.statusCode ?? 0, body: answer === "" ? {} : JSON.parse(answer) });
        });
      });
      sent.once("error", reject);
      sent.end(text);
    });
}
