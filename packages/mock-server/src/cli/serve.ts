import { formatProblem, jsonText, visibleText } from "@specloom/api-model";
import { DocumentError } from "../app/document-model.ts";
import { startMockServer, type MockServer } from "../server/mock-server.ts";
import { banner } from "./banner.ts";
import { describeServer } from "./describe-server.ts";
import type { ServeArguments } from "./read-arguments.ts";
import { refuse } from "./refuse.ts";
import { showWhile } from "./show-while.ts";

/** Serves until a signal comes; gives the exit code. */
export async function serve(args: ServeArguments): Promise<number> {
  try {
    await serveUntilStopped(args);
    return 0;
  } catch (error) {
    if (!(error instanceof DocumentError)) return refuse(explain(error, args), args);
    if (args.json) process.stdout.write(jsonText({ problems: error.problems }));
    else process.stderr.write(`${error.problems.map(formatProblem).join("\n")}\n`);
    return 1;
  }
}

async function serveUntilStopped({ json, ...args }: ServeArguments): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const server = await start(args, json ? process.stderr : process.stdout);
  const description = await describeServer(server);
  if (json) process.stdout.write(jsonText(description));
  else {
    for (const problem of server.problems) process.stderr.write(`${formatProblem(problem)}\n`);
    process.stdout.write(visibleText(banner(description)));
  }
  await stopped;
  await server.close();
}

function start(
  { quiet, kind: _kind, ...options }: Omit<ServeArguments, "json">,
  stream: NodeJS.WriteStream,
): Promise<MockServer> {
  const log = quiet ? {} : { log: (line: string): void => void stream.write(`${line}\n`) };
  // A large document takes seconds.
  return showWhile(process.stderr, `reading ${options.document}`, () =>
    startMockServer({ ...options, ...log }),
  );
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
