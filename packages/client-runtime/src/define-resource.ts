// A resource of a generated client: its methods from their descriptions, its children on first use.

import { callOperation } from "./call-operation.ts";
import { coreKey, type BoundClient } from "./core.ts";
import type { OperationDescription } from "./operation-description.ts";

/** Binds a resource to a client, of either face: `credentials(client).list(…)`. */
export type ResourceFactory<Resource> = (client: BoundClient) => Resource;

/** Resource factories by their names on the parent. */
export type ResourceFactories<Parent> = { readonly [Name in keyof Parent]?: ResourceFactory<Parent[Name]> };

/**
 * Makes a resource of its operations and child resources.
 *
 * @example
 * const things: ResourceFactory<Things> = defineResource<Things>({
 *   retrieve: { method: "GET", path: "/things/{thing_id}", positional: "thing_id" },
 * });
 */
export function defineResource<Resource>(
  operations: { readonly [Name in keyof Resource]?: OperationDescription },
  children: ResourceFactories<Resource> = {},
): ResourceFactory<Resource> {
  return (client) => {
    const core = client[coreKey]();
    const methods = Object.entries<OperationDescription | undefined>(operations).map(([name, operation]) => [
      name,
      (...args: unknown[]) => callOperation(core, operation!, { args }),
    ]);
    return bindLazily(Object.fromEntries(methods) as object, children, client);
  };
}

/** Gives an object a property for each resource, bound when it is first read. */
export function bindLazily<Parent>(
  target: object,
  factories: ResourceFactories<Parent>,
  client: BoundClient,
): Parent {
  for (const [name, factory] of Object.entries<ResourceFactory<unknown> | undefined>(factories)) {
    let bound: unknown;
    Object.defineProperty(target, name, { enumerable: true, get: () => (bound ??= factory!(client)) });
  }
  return target as Parent;
}
