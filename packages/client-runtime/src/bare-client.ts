// A client without calls of its own: what resources are bound to.

import { bindCore, type BoundClient, type Core } from "./core.ts";
import { isMiddleware, type Step } from "./middleware.ts";
import type { Middleware } from "./transport.ts";

/** Settings, tokens and middleware, and no calls: resources that are imported one by one are bound to it. */
export interface BareClient extends BoundClient {
  /** Registers openapi-fetch's middleware for all later calls. */
  use(...middleware: Middleware[]): void;
  /** Takes middleware away again. */
  eject(...middleware: Middleware[]): void;
}

/** The client of a core, to which a face adds its calls. */
export function createBare(core: Core): BareClient {
  const { steps } = core;
  return bindCore(core, {
    use: (...middleware: Step[]) => void steps.push(...middleware.filter(isMiddleware)),
    eject(...middleware: Step[]) {
      for (const one of middleware) if (steps.includes(one)) steps.splice(steps.indexOf(one), 1);
    },
  }) as BareClient;
}
