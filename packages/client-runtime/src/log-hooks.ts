// The log of a client, as hooks. Bodies and headers are never in it, and URLs are redacted.

import type { Hooks, Logger, LogLevel, ResponseEvent, RetryEvent } from "./client-options.ts";
import { refuseOption } from "./errors/configuration-error.ts";

const levels = ["debug", "info", "warn"] satisfies LogLevel[];
const names = ["onRequest", "onResponse", "onRetry"] as const;

/**
 * Hooks that write the lines of a level and above, and call those of the caller before.
 *
 * @throws {ConfigurationError} There is no such level.
 */
export function logHooks(level: string, logger: Logger, hooks: Hooks = {}): Hooks {
  const all = [...levels, "off"];
  const from = all.indexOf(level);
  if (from < 0) throw refuseOption("logLevel", `must be one of ${all.join(", ")}, found "${level}"`);
  const logging = names.map((name, index) => {
    const hook = hooks[name] as ((event: LoggedEvent) => void) | undefined;
    const write = (event: LoggedEvent): void => {
      hook?.(event);
      logger[levels[index]!](`${event.method} ${event.url}: ${describe(event)}`);
    };
    return [name, index < from ? hook : write];
  });
  return Object.fromEntries(logging) as Hooks;
}

type LoggedEvent = Omit<RetryEvent, "delay"> &
  Partial<Pick<RetryEvent, "delay"> & Pick<ResponseEvent, "milliseconds">>;

function describe({ response, error, attempt, milliseconds, delay }: LoggedEvent): string {
  const end = response?.status ?? error?.name;
  if (delay !== undefined) return `${end}, again in ${Math.round(delay)} ms`;
  return end ? `${end} in ${milliseconds} ms` : `request ${attempt}`;
}
