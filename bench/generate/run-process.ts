import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";

export interface ProcessCost {
  readonly seconds: number;
  /** Largest sum of what the process and its descendants held, in MB of 1,000,000 bytes. Linux only; elsewhere NaN. */
  readonly megabytes: number;
}

const SAMPLE_EVERY = 20;

/** Runs Node with `args` to its end. @throws where it fails */
export async function runProcess(args: readonly string[], cwd: string): Promise<ProcessCost> {
  const started = performance.now();
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (text: Buffer) => (complaints = `${complaints}${text.toString()}`.slice(-2000)));
  let peak = Number.NaN;
  const sampling = setInterval(() => {
    const held = residentTree(child.pid ?? 0);
    if (held > 0 && !(held < peak)) peak = held;
  }, SAMPLE_EVERY);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${complaints}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: peak / 1e6 };
}

/** Bytes that a process and all its descendants hold in memory (proc(5)); 0 where none can be read. */
function residentTree(root: number): number {
  const tree = new Set([root]);
  let total = residentOf(root);
  for (const { pid, parent } of processes()) {
    if (!tree.has(parent)) continue;
    tree.add(pid);
    total += residentOf(pid);
  }
  return total;
}

/** Parents before their children, as ids grow. */
function processes(): readonly { pid: number; parent: number }[] {
  return entries("/proc")
    .map(Number)
    .filter((pid) => pid > 0)
    .toSorted((one, other) => one - other)
    .map((pid) => ({ pid, parent: Number(/^PPid:\s+(\d+)/mu.exec(read(`/proc/${pid}/status`))?.[1]) }));
}

function residentOf(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/mu.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No such file system here: memory is not measured, and the figure says so.
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process ended between two looks.
    return "";
  }
}
