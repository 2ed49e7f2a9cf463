// A service-accounts server on a real socket that takes effect first and then, now and again, fails to say so.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with one request. All but the last four take effect before they fail. */
export const FAULTS = [
  "drop",
  "delay",
  "truncate",
  "close-mid-body",
  "408",
  "500",
  "502",
  "503",
  "drop-unheard",
  "429",
  "503-retry-after",
  "expire-token",
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Account {
  readonly id: string;
  readonly created_at: string;
  name: string;
  description: string;
  updated_at: string;
}

export interface FaultServer {
  readonly url: string;
  readonly accounts: ReadonlyMap<string, Account>;
  /** How many times each name was created. */
  readonly creations: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param nextFault Asked once a request. @param delay Milliseconds of a delayed answer. */
export async function startFaultServer(
  nextFault: () => Fault | undefined,
  delay: number,
): Promise<FaultServer> {
  const accounts = new Map<string, Account>();
  const creations = new Map<string, number>();
  const tokens = new Set<string>();
  let count = 0;

  function issueToken(): Answer {
    const token = `token-${++count}`;
    tokens.add(token);
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: 3600 } };
  }

  function act(request: IncomingMessage, body: string): Answer {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    if (!tokens.has(token)) return fail(401, { "www-authenticate": "Bearer" });
    const [, , , , id] = new URL(request.url ?? "", "http://host").pathname.split("/");
    if (id === undefined) return request.method === "POST" ? create(body) : list();
    const account = accounts.get(id);
    if (account === undefined) return fail(404);
    if (request.method === "DELETE") accounts.delete(id);
    if (request.method === "PATCH")
      Object.assign(account, JSON.parse(body), { updated_at: new Date().toISOString() });
    return request.method === "DELETE" ? { status: 204 } : { status: 200, body: account };
  }

  function create(body: string): Answer {
    const { name } = JSON.parse(body) as { name: string };
    const now = new Date().toISOString();
    const account: Account = {
      id: `account-${++count}`,
      created_at: now,
      updated_at: now,
      name,
      description: "",
    };
    accounts.set(account.id, account);
    creations.set(name, (creations.get(name) ?? 0) + 1);
    return { status: 201, body: account };
  }

  function list(): Answer {
    const items = [...accounts.values()].slice(-3);
    return { status: 200, body: { items, page_info: { has_next_page: false, has_prev_page: false } } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const fault = nextFault();
    if (fault === "drop-unheard") return void request.socket.destroy();
    if (fault === "429") return send(response, fail(429, { "retry-after": "0" }));
    if (fault === "503-retry-after") return send(response, fail(503, { "retry-after": "0" }));
    if (fault === "expire-token") tokens.clear();
    const answer = request.url === "/service-account-token" ? issueToken() : act(request, body);
    await answerWithFault(response, { answer, fault, delay });
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, accounts, creations, close: () => close(server) };
}

function fail(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: { message: `status ${status}`, code: "fault", status } };
}

async function answerWithFault(
  response: ServerResponse,
  { answer, fault, delay }: { answer: Answer; fault: Fault | undefined; delay: number },
): Promise<void> {
  if (fault === "drop") return void response.socket?.destroy();
  if (fault === "delay") await new Promise((resolve) => setTimeout(resolve, delay));
  if (fault === "truncate" || fault === "close-mid-body") return breakOff(response, { answer, fault });
  const status = Number(fault);
  send(response, status > 0 ? fail(status) : answer);
}

function breakOff(response: ServerResponse, { answer, fault }: { answer: Answer; fault: Fault }): void {
  const text = JSON.stringify(answer.body ?? { padding: "x".repeat(20) });
  const length = fault === "truncate" ? { "content-length": String(text.length) } : {};
  response.writeHead(answer.status === 204 ? 200 : answer.status, {
    "content-type": "application/json",
    ...length,
  });
  response.write(text.slice(0, text.length >> 1), () => response.socket?.destroy());
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
