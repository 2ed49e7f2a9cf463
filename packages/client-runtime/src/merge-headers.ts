import { NO_HEADER, refuseOption } from "./errors/configuration-error.ts";

/**
 * Later ones take the place of earlier ones; null takes away.
 *
 * @param option That the values come from.
 * @throws {ConfigurationError} HTTP does not allow one. What the platform throws would show the value.
 */
export function mergeHeaders(all: readonly (object | undefined)[], option = "headers"): Headers {
  const merged = new Headers();
  try {
    for (const headers of all)
      if (headers)
        for (const [name, value] of headers instanceof Headers
          ? headers
          : Object.entries(headers as Readonly<Record<string, unknown>>)) {
          if (value === null) merged.delete(name);
          else if (Array.isArray(value)) for (const one of value) merged.append(name, one as string);
          else if (value !== undefined) merged.set(name, value as string);
        }
  } catch {
    throw refuseOption(option, NO_HEADER);
  }
  return merged;
}
