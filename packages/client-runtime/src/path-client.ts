// The path face: openapi-fetch's typed calls. A status never throws; what has no answer throws our errors.

import { coreKey, type BoundClient, type Core, type CoreCall } from "./core.ts";
import type { OpenapiFetchClient, TransportInit, TransportResult } from "./transport.ts";

/**
 * openapi-fetch's client over the `paths` of a document: `GET("/things/{thing_id}", { params })` and its siblings
 * resolve to `{ data, error, response }` whatever the status.
 */
export interface PathClient<Paths extends {}> extends OpenapiFetchClient<Paths>, BoundClient {}

/** The path face of a core. */
export function createPaths<Paths extends {}>(core: Core): PathClient<Paths> {
  const request = (method: string, path: string, init: TransportInit = {}): Promise<TransportResult> =>
    callPath(core, { method: method.toUpperCase(), path, init });
  const client: Record<string, unknown> = { request, use: core.transport.use, eject: core.transport.eject };
  for (const method of "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split(" "))
    client[method] = request.bind(client, method);
  return Object.defineProperty(client, coreKey, { value: core }) as unknown as PathClient<Paths>;
}

async function callPath(core: Core, request: CoreCall): Promise<TransportResult> {
  const call = core.start(request.init);
  call.raw = request.init["parseAs"] === "stream";
  try {
    return await core.send(call, request);
  } finally {
    call.finish();
  }
}
