import { formatProblem } from "@specloom/api-model";
import { DocumentError } from "../app/document-model.ts";
import { startMockServer } from "../server/mock-server.ts";
import { banner } from "./banner.ts";
import type { ServeArguments } from "./read-arguments.ts";

/** Serves until a signal comes; gives the exit code. */
export async function serve(args: ServeArguments): Promise<number> {
  try {
    await serveUntilStopped(args);
    return 0;
  } catch (error) {
    if (error instanceof DocumentError) {
      process.stderr.write(`${error.problems.map(formatProblem).join("\n")}\n`);
      return 1;
    }
    process.stderr.write(`specloom-mock: ${explain(error, args)}\n`);
    return 2;
  }
}

async function serveUntilStopped({ quiet, kind: _kind, ...options }: ServeArguments): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const log = quiet ? {} : { log: (line: string): void => void process.stdout.write(`${line}\n`) };
  const server = await startMockServer({ ...options, ...log });
  for (const problem of server.problems) process.stderr.write(`${formatProblem(problem)}\n`);
  process.stdout.write(await banner(server));
  await stopped;
  await server.close();
}

function explain(error: unknown, { host, port }: ServeArguments): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} of ${host} is in use; choose another with --port, or --port 0 for a free one`;
  if (code === "EACCES")
    return `port ${port} of ${host} may not be used by this account; choose one above 1023 with --port`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `${host} is no address of this machine; choose another with --host`;
  return error instanceof Error ? error.message : String(error);
}
