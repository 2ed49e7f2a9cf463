// The path face: openapi-fetch's typed calls. A status never throws; what has no answer throws our errors.

import { bindCore, openCall, type BoundClient, type Core } from "./core.ts";
import { isMiddleware, type Step } from "./middleware.ts";
import { transmit, type OpenapiFetchClient, type TransportInit, type TransportResult } from "./transport.ts";

/**
 * openapi-fetch's client over the `paths` of a document: `GET("/things/{thing_id}", { params })` and its siblings
 * resolve to `{ data, error, response }` whatever the status.
 */
export interface PathClient<Paths extends {}> extends OpenapiFetchClient<Paths>, BoundClient {}

/** The path face of a core. */
export function createPaths<Paths extends {}>(core: Core): PathClient<Paths> {
  const { api, steps } = core;
  const request = async (name: string, path: string, given: TransportInit = {}): Promise<TransportResult> => {
    const method = name.toUpperCase();
    const init: TransportInit = api.preparePathCall?.(`${method} ${path}`, given, core) ?? given;
    const call = openCall(core, { ...init, raw: init.parseAs === "stream" });
    try {
      return await transmit(core, call, { method, path, init });
    } finally {
      call.finish();
    }
  };
  const client: Record<string, unknown> = {
    request,
    use: (...middleware: Step[]) => void steps.push(...middleware.filter(isMiddleware)),
    eject(...middleware: Step[]) {
      for (const one of middleware) if (steps.includes(one)) steps.splice(steps.indexOf(one), 1);
    },
  };
  for (const method of "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split(" "))
    client[method] = request.bind(client, method);
  return bindCore(core, client) as PathClient<Paths>;
}
