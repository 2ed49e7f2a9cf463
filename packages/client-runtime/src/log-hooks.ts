// The log of a client, as hooks. Bodies and headers are never in it, and URLs are redacted.

import type { Hooks, Logger, LogLevel } from "./client-options.ts";
import { refuseOption } from "./errors/configuration-error.ts";

const levels: readonly string[] = ["debug", "info", "warn", "off"] satisfies LogLevel[];

/**
 * Hooks that write the lines of a level and above, and call those of the caller before.
 *
 * @throws {ConfigurationError} There is no such level.
 */
export function logHooks(level: string, logger: Logger, hooks: Hooks = {}): Hooks {
  const from = levels.indexOf(level);
  if (from < 0) throw refuseOption("logLevel", `must be one of ${levels.join(", ")}, found "${level}"`);
  const { onRequest, onResponse, onRetry } = hooks;
  return {
    ...hooks,
    ...(from < 1 && {
      onRequest(event) {
        onRequest?.(event);
        logger.debug(`${event.method} ${event.url}: request ${event.attempt}`);
      },
    }),
    ...(from < 2 && {
      onResponse(event) {
        onResponse?.(event);
        logger.info(
          `${event.method} ${event.url}: ${event.response?.status ?? event.error?.name} in ${event.milliseconds} ms`,
        );
      },
    }),
    ...(from < 3 && {
      onRetry(event) {
        onRetry?.(event);
        logger.warn(
          `${event.method} ${event.url}: ${event.response?.status ?? event.error?.name}, again in ${Math.round(event.delay)} ms`,
        );
      },
    }),
  };
}
