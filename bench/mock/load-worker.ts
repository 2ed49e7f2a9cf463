// Puts load on a server from a thread of its own: connections that are kept, one request under way on each, for a time.
// Reads of an answer no more than it takes to know that it is whole and of the status that was expected.
import { connect, type Socket } from "node:net";
import { parentPort, type MessagePort } from "node:worker_threads";

export interface LoadOrder {
  readonly port: number;
  /** A whole HTTP/1.1 request. */
  readonly request: string;
  readonly status: number;
  readonly connections: number;
  readonly milliseconds: number;
}

export interface LoadResult {
  readonly answers: number;
  readonly seconds: number;
  /** What went wrong, each kind once. */
  readonly errors: readonly string[];
}

if (parentPort !== null) listenOn(parentPort);

function listenOn(port: MessagePort): void {
  port.on("message", (order: LoadOrder) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
    void putLoad(order).then((result) => port.postMessage(result));
  });
}

async function putLoad(order: LoadOrder): Promise<LoadResult> {
  const errors = new Set<string>();
  const started = performance.now();
  const until = started + order.milliseconds;
  const counts = await Promise.all(
    Array.from({ length: order.connections }, () => useConnection(order, until, errors)),
  );
  const seconds = (performance.now() - started) / 1000;
  return { answers: counts.reduce((sum, count) => sum + count, 0), seconds, errors: [...errors] };
}

function useConnection(order: LoadOrder, until: number, errors: Set<string>): Promise<number> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port: order.port, host: "127.0.0.1", noDelay: true });
    const request = Buffer.from(order.request);
    let count = 0;
    let received = "";
    socket.once("connect", () => socket.write(request));
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (!isWhole(received)) return;
      if (!received.startsWith(`HTTP/1.1 ${order.status} `)) errors.add(received.slice(0, 400));
      received = "";
      count += 1;
      if (performance.now() < until) socket.write(request);
      else socket.end();
    });
    socket.once("error", (error) => errors.add(error.message));
    socket.once("close", () => resolve(count));
  });
}

function isWhole(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end))?.[1];
  return length === undefined ? received.endsWith("0\r\n\r\n") : received.length >= end + 4 + Number(length);
}
