import { spawn } from "node:child_process";
import { once } from "node:events";

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** What it printed until it listened. */
  readonly printed: string;
  /** Ends it and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a server and waits until `listens` finds its port in what it prints.
 * @throws {Error} with what it printed, where it ends before that
 */
export async function startServer(
  args: readonly string[],
  listens: (printed: string) => number | undefined,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const ended = once(child, "close");
  let printed = "";
  const port = await new Promise<number>((resolve, reject) => {
    const hear = (text: string): void => {
      printed += text;
      const found = listens(printed);
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.once("close", () => reject(new Error(`${args.join(" ")} ended:\n${printed}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    printed,
    stop: async (signal = "SIGKILL") => {
      child.kill(signal);
      await ended;
    },
  };
}

/** Finds `http://127.0.0.1:PORT` in what a server prints, once `rest` is there too. */
export function urlPort(printed: string, rest = ""): number | undefined {
  const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)?.[1];
  return port === undefined || !printed.includes(rest) ? undefined : Number(port);
}
