// The path face: openapi-fetch's typed calls. A status never throws; what has no answer throws our errors.

import { createBare } from "./bare-client.ts";
import { openCall, type BoundClient, type Core } from "./core.ts";
import { transmit, type OpenapiFetchClient, type TransportInit, type TransportResult } from "./transport.ts";

/**
 * openapi-fetch's client over the `paths` of a document: `GET("/things/{thing_id}", { params })` and its siblings
 * resolve to `{ data, error, response }` whatever the status.
 */
export interface PathClient<Paths extends {}> extends OpenapiFetchClient<Paths>, BoundClient {}

/** The path face of a core. */
export function createPaths<Paths extends {}>(core: Core): PathClient<Paths> {
  const request = async (name: string, path: string, given: TransportInit = {}): Promise<TransportResult> => {
    const method = name.toUpperCase();
    const init: TransportInit = core.api.preparePathCall?.(`${method} ${path}`, given, core) ?? given;
    const call = openCall(core, { ...init, raw: init.parseAs === "stream" });
    try {
      return await transmit(core, call, { method, path, init });
    } finally {
      call.finish();
    }
  };
  const client = Object.assign(createBare(core), { request });
  for (const method of "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split(" "))
    Object.assign(client, { [method]: request.bind(client, method) });
  return client as PathClient<Paths>;
}
