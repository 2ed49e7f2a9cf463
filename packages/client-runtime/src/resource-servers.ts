// Resources of which some operations have servers of their own.

import { bindCore, coreKey } from "./core.ts";
import type { ResourceFactory } from "./define-resource.ts";
import { operationServer } from "./operation-server.ts";

/**
 * Makes the calls of a resource go where their operations have servers of their own.
 *
 * @param servers By method, as {@link operationServer} takes them.
 * @example
 * const files = atServers<Files>({ create: "https://uploads.example.com" }, defineResource<Files>({ … }));
 */
export function atServers<Resource extends object>(
  servers: { readonly [Name in keyof Resource]?: string },
  factory: ResourceFactory<Resource>,
): ResourceFactory<Resource> {
  const choosers = Object.entries<string | undefined>(servers).map(
    ([method, server]) => [method as keyof Resource, operationServer(server!)] as const,
  );
  return (client) => {
    const core = client[coreKey]();
    const resource = factory(client);
    for (const [method, choose] of choosers)
      resource[method] = factory(bindCore({ ...core, baseUrl: choose(core) }, {}))[method];
    return resource;
  };
}
