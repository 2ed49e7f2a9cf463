// What stands behind a client of either face: its settings, tokens and middleware. It hangs on the client under a
// symbol and behind a function, so that a resource can be bound to any client and nothing of it is in a log.

import { SUPPORTED_MODEL_VERSION, type ApiDescription } from "./api-description.ts";
import { startCall, type Call, type CallContext, type CallOptions, type TokenSource } from "./call.ts";
import type { PathClientOptions } from "./client-options.ts";
import { systemClock, type Clock } from "./clock.ts";
import type { Environment } from "./environment.ts";
import { ConfigurationError } from "./errors/configuration-error.ts";
import type { Step } from "./middleware.ts";
import { createRedactor } from "./redact.ts";
import { checkCallOptions, resolveSettings } from "./settings.ts";
import { createTokenSource } from "./tokens.ts";

/** Where the core of a client is found. */
export const coreKey: unique symbol = Symbol.for("@specloom/client-runtime/core");

/** Any client, as far as binding a resource goes. */
export interface BoundClient {
  readonly [coreKey]: () => Core;
}

/** What surrounds a client and tests replace. */
export interface Surroundings {
  /** @default the machine's */
  readonly clock?: Clock;
  /** @default `process.env` where there is one */
  readonly environment?: Environment;
}

/** What both faces have in common. */
export interface Core extends CallContext {
  readonly api: ApiDescription;
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  /** What the tokens depend on: they are shared with a core in which it is the same. */
  readonly tokenKey: readonly unknown[];
  /** Registered middleware. */
  readonly steps: Step[];
}

/**
 * Makes a core. It starts with the middleware of its parent, and shares its tokens if credentials and base URL are the
 * same.
 *
 * @throws {ConfigurationError} The options do not make a client, or the generated data is newer than this runtime.
 */
export function createCore(
  api: ApiDescription,
  options: PathClientOptions = {},
  { environment, clock = systemClock, parent }: Surroundings & { readonly parent?: Core | undefined } = {},
): Core {
  const { name, modelVersion } = api;
  if (modelVersion > SUPPORTED_MODEL_VERSION) {
    throw new ConfigurationError(
      `${name} has the newer model version ${modelVersion}: npm install @specloom/client-runtime@latest`,
    );
  }
  const { baseUrl, credentials, tokenKey } = resolveSettings(api, options, environment);
  const isShared = tokenKey.every((part, index) => part === parent?.tokenKey[index]);
  const core = {
    api,
    options,
    clock,
    redact: createRedactor(api.secrets, api.redactURLs),
    baseUrl,
    carried: credentials,
    // A call for a token needs what surrounds it, but no tokens.
    tokens: undefined as unknown as TokenSource,
    tokenKey,
    steps: [...(parent?.steps ?? [])],
  };
  core.tokens = isShared ? parent!.tokens : createTokenSource(core, credentials);
  return core;
}

/** Hangs a core on a client. */
export function bindCore(core: Core, client: object): BoundClient {
  return Object.defineProperty(client, coreKey, { value: () => core }) as BoundClient;
}

/**
 * Starts a call; whoever starts one finishes it.
 *
 * @throws {ConfigurationError} A time or a count is not over 0.
 */
export function openCall(core: Core, options: CallOptions): Call {
  checkCallOptions(options);
  return startCall(core, options);
}
