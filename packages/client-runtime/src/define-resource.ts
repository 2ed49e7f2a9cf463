// A resource of a generated client: its methods from their descriptions. What is below it hangs on the tree alone, so that
// whoever imports one resource loads no other.

import { callOperation } from "./call-operation.ts";
import { coreKey, type BoundClient } from "./core.ts";
import type { OperationDescription } from "./operation-description.ts";

/** Binds a resource to a client, of either face: `credentials(client).list(…)`. */
export type ResourceFactory<Resource> = (client: BoundClient) => Resource;

/** Resource factories by their names on the parent. */
export type ResourceFactories<Parent> = { readonly [Name in keyof Parent]?: ResourceFactory<Parent[Name]> };

/**
 * Makes a resource of its operations.
 *
 * @example
 * const things: ResourceFactory<Things> = defineResource<Things>({
 *   retrieve: { method: "GET", path: "/things/{thing_id}", positional: "thing_id" },
 * });
 */
export function defineResource<Resource>(operations: {
  readonly [Name in keyof Resource]?: OperationDescription;
}): ResourceFactory<Resource> {
  return (client) => {
    const core = client[coreKey]();
    const methods = Object.entries<OperationDescription | undefined>(operations).map(([name, operation]) => [
      name,
      (...args: unknown[]) => callOperation(core, operation!, { args }),
    ]);
    return Object.fromEntries(methods) as Resource;
  };
}

/**
 * Makes a resource with what is below it, which is bound when it is first read.
 *
 * @param own The resource by itself; none where it has no operations.
 * @example
 * const thingsTree: ResourceFactory<Things> = resourceTree<Things>({ parts }, things);
 */
export function resourceTree<Resource>(
  children: ResourceFactories<Resource>,
  own?: ResourceFactory<unknown>,
): ResourceFactory<Resource> {
  return (client) => bindLazily<Resource>(own?.(client) ?? {}, children, client);
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
