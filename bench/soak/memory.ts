// What a server holds, asked of it through Node's inspector, which collects garbage first: the resident memory of a process
// tells of the collector's ease, what is reachable after a collection tells of a leak.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { median } from "../lib/figures.ts";

/** What the server held after a number of calls. */
export interface Sample {
  readonly calls: number;
  /** Reachable after a collection. */
  readonly bytes: number;
}

export interface MemoryProbe {
  /** Bytes that are reachable, the garbage collected. */
  reachable(): Promise<number>;
  close(): void;
}

/** For a server that was started with `--inspect=127.0.0.1:0`, by what it printed. */
export async function openMemoryProbe(printed: string): Promise<MemoryProbe> {
  const socket = new WebSocket(/ws:\/\/127\.0\.0\.1:\S+/.exec(printed)?.[0] ?? "");
  await once(socket, "open");
  let id = 0;
  const ask = async (method: string): Promise<HeapUsage> => {
    id += 1;
    socket.send(JSON.stringify({ id, method }));
    const [event] = (await once(socket, "message")) as [{ readonly data: string }];
    return (JSON.parse(event.data) as { result: HeapUsage }).result;
  };
  return {
    reachable: async () => {
      await ask("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize = 0 } = await ask("Runtime.getHeapUsage");
      return usedSize + backingStorageSize;
    },
    close: () => socket.close(),
  };
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

export function residentBytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;
}

/** Bytes a call: the median of the slopes of all pairs (Theil and Sen), which a sample that is off does not move. */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((first, index) =>
    samples.slice(index + 1).map((second) => (second.bytes - first.bytes) / (second.calls - first.calls)),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}
