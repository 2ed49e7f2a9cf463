// The log of a client, as hooks. Bodies and headers are never in it, and URLs are redacted.

import type { Hooks, Logger, LogLevel, ResponseEvent, RetryEvent } from "./client-options.ts";
import { refuseOption } from "./errors/configuration-error.ts";

const LEVELS = ["debug", "info", "warn"] satisfies LogLevel[];
const NAMES = ["onRequest", "onResponse", "onRetry"] as const;

/**
 * Hooks that write the lines of a level and above, and call those of the caller before.
 *
 * @throws {ConfigurationError} There is no such level, or the logger cannot be called.
 */
export function logHooks(level: string, logger: Logger, hooks: Hooks = {}): Hooks {
  const all = [...LEVELS, "off"];
  const from = all.indexOf(level);
  if (from < 0) throw refuseOption("logLevel", `must be one of ${all.join(", ")}, found "${level}"`);
  if (LEVELS.some((severity) => typeof (Object(logger) as Partial<Logger>)[severity] !== "function"))
    throw refuseOption("logger", `must have ${LEVELS.join(", ")}`);
  const logging: Record<string, unknown> = {};
  for (const [index, severity] of LEVELS.entries()) {
    const name = NAMES[index]!;
    const isLogged = index >= from;
    // A hook that is not there costs a call nothing.
    if (isLogged || hooks[name])
      logging[name] = (event: LoggedEvent): unknown => {
        const told = (hooks[name] as ((event: LoggedEvent) => unknown) | undefined)?.(event);
        if (isLogged) logger[severity](`${event.method} ${event.url}: ${describe(event)}`);
        return told;
      };
  }
  return logging;
}

type LoggedEvent = Omit<RetryEvent, "delay"> &
  Partial<Pick<RetryEvent, "delay"> & Pick<ResponseEvent, "milliseconds">>;

function describe({ response, error, attempt, milliseconds, delay }: LoggedEvent): string {
  const end = response?.status ?? error?.name;
  if (!end) return `request ${attempt}`;
  return end + (delay === undefined ? ` in ${milliseconds} ms` : `, again in ${Math.round(delay)} ms`);
}
