// The resource face of a generated client.

import type { ApiDescription } from "./api-description.ts";
import type { ApiPromise } from "./api-promise.ts";
import type { CredentialOption } from "./auth-scheme.ts";
import { bearerAuth } from "./bearer-auth.ts";
import { callOperation } from "./call-operation.ts";
import type { ClientOptions, Hooks, PathClientOptions, RequestOptions } from "./client-options.ts";
import { bindCore, createCore, type BoundClient, type Core, type Surroundings } from "./core.ts";
import { bindLazily, type ResourceFactories } from "./define-resource.ts";
import { variableReader } from "./environment.ts";
import { logHooks } from "./log-hooks.ts";
import { present } from "./present.ts";
import { createPaths, type PathClient } from "./path-client.ts";

/** What a call outside the document may carry. */
export interface UndocumentedOptions extends RequestOptions {
  /** Values for the `{names}` of the path; the others are query parameters. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What every client has beside its resources. */
export interface ClientBase<Paths extends {}> extends BoundClient {
  /** The path face over the same options, connections and tokens. */
  readonly paths: PathClient<Paths>;
  /** Where the API is, without a slash at the end. */
  readonly baseUrl: string;
  /**
   * A client with other options; what is not given stays. It shares the tokens of this one unless its credentials or
   * base URL are others. It starts with the middleware of this one; what either registers later, it has alone.
   */
  withOptions(options: ClientOptions): this;
  /**
   * A call that the document does not have, with the same authentication, retries and errors, to a path below the base
   * URL. It resolves to the parsed body, or undefined where there is none.
   *
   * @example
   * const beta = await client.request("GET", "/beta/{id}", { params: { id: "b1", verbose: true } });
   */
  request(method: string, path: string, options?: UndocumentedOptions): ApiPromise<unknown>;
}

/** Resource factories by name, one for each resource of a client. */
export type ClientResources<Client, Paths extends {}> = ResourceFactories<
  Omit<Client, keyof ClientBase<Paths>>
>;

/**
 * Makes `createClient` of a generated client.
 *
 * @param surroundings Time, chance and environment, for tests.
 */
export function defineClient<Client extends ClientBase<Paths>, Paths extends {}>(
  api: ApiDescription,
  resources: ClientResources<Client, Paths>,
  surroundings?: Surroundings,
): (options?: ClientOptions) => Client {
  const make = (options: ClientOptions, parent?: Core): Client => {
    const readVariable = variableReader(api.environmentPrefix, surroundings?.environment);
    const { logLevel, logger = console, ...given } = options;
    const settings: PathClientOptions & { hooks?: Hooks | undefined } = given;
    const level = present(logLevel) ?? readVariable("log") ?? "warn";
    const core = createCore(api, settings, { ...surroundings, parent });
    // What the caller gave as hooks is checked by now.
    settings.hooks = logHooks(level, logger, settings.hooks);
    const client = bindCore(core, {
      baseUrl: core.baseUrl,
      paths: createPaths<Paths>(core),
      withOptions: (more: ClientOptions) => make(mergeOptions(api, options, more), core),
      request: (method: string, path: string, { params, body, ...rest }: UndocumentedOptions = {}) =>
        callOperation(
          core,
          {
            method: method.toUpperCase(),
            // What follows the base URL without a slash would be part of its host.
            path: path.replace(/^\/?/, "/"),
            body: "whole",
            answer: "optional",
          },
          { args: [{ ...params, body }, rest] },
        ),
    });
    return bindLazily<Omit<Client, keyof ClientBase<Paths>>>(client, resources, client) as Client;
  };
  return (options = {}) => make(options);
}

/** New credentials take the place of those that do not go together with them. */
function mergeOptions(api: ApiDescription, options: ClientOptions, more: ClientOptions): ClientOptions {
  const given = Object.entries(more).filter(([, value]) => present(value) !== undefined);
  const schemes = [bearerAuth, ...(api.auth ?? [])];
  const goTogether = (names: readonly unknown[]): boolean =>
    schemes.some((scheme) => names.every((name) => scheme.options.includes(name as CredentialOption)));
  const credentials = given.map(([name]) => name).filter((name) => goTogether([name]));
  const kept = Object.entries(options).filter(
    ([name]) => !goTogether([name]) || goTogether([name, ...credentials]),
  );
  return Object.fromEntries([...kept, ...given]) as ClientOptions;
}
