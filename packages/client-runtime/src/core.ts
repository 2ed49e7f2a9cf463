// What stands behind a client of either face: its settings, tokens and transport. It hangs on the client under a
// symbol and not enumerable, so that a resource can be bound to any client and nothing of it is in a log.

import { SUPPORTED_MODEL_VERSION, type ApiDescription } from "./api-description.ts";
import { startCall, type Call, type CallContext, type CallOptions } from "./call.ts";
import type { ClientOptions } from "./client-options.ts";
import { systemClock, type Clock } from "./clock.ts";
import { readEnvironment, type Environment } from "./environment.ts";
import { ConfigurationError } from "./errors/configuration-error.ts";
import { serializeQuery } from "./query.ts";
import { createRedactor } from "./redact.ts";
import { pauseToRetry } from "./retry.ts";
import { send } from "./send.ts";
import { checkTimes, resolveSettings, type Settings } from "./settings.ts";
import { createTokenSource, type TokenSource } from "./tokens.ts";
import { createTransport, type TransportInit, type TransportResult } from "./transport.ts";
import type { Transport } from "./transport.ts";

/** Where the core of a client is found. */
export const coreKey: unique symbol = Symbol.for("@specloom/client-runtime/core");

/** Any client, as far as binding a resource goes. */
export interface BoundClient {
  readonly [coreKey]: Core;
}

/** What surrounds a client and tests replace. */
export interface Surroundings {
  /** @default the machine's */
  readonly clock?: Clock;
  /** @default `process.env` where there is one */
  readonly environment?: Environment;
}

/** A core that another one is made from, whose tokens it may share. */
interface Inheritance {
  readonly parent?: Core | undefined;
}

/** One operation to call. */
export interface CoreCall {
  readonly method: string;
  /** Path template. */
  readonly path: string;
  readonly init: TransportInit;
}

/** What both faces do the same. */
export interface Core {
  readonly baseUrl: string;
  readonly transport: Transport;
  /** The tokens, for credentials and base URL that are the same. */
  readonly tokensFor: (settings: Settings) => TokenSource | false;
  /** Starts a call; whoever starts one finishes it. */
  start(options: CallOptions): Call;
  /** Sends it, with everything that lies below both faces, and gives openapi-fetch's result. */
  send(call: Call, request: CoreCall): Promise<TransportResult>;
}

/**
 * Makes a core.
 *
 * @throws {ConfigurationError} The options do not make a client, or the generated data is newer than this runtime.
 */
export function createCore(
  api: ApiDescription,
  options: ClientOptions = {},
  surroundings: Surroundings & Inheritance = {},
): Core {
  if (api.modelVersion > SUPPORTED_MODEL_VERSION) {
    throw new ConfigurationError(
      `${api.name} has model version ${api.modelVersion}, this runtime knows ${SUPPORTED_MODEL_VERSION}: npm install @specloom/client-runtime@latest`,
    );
  }
  const settings = resolveSettings(api, options, surroundings.environment ?? readEnvironment());
  const { baseUrl, credentials } = settings;
  const context: CallContext = {
    options,
    retry: { attempts: 3, budget: 120_000, unsafe: false, ...options.retry },
    clock: surroundings.clock ?? systemClock,
    redact: createRedactor(api),
  };
  const tokens = surroundings.parent?.tokensFor(settings) || createTokenSource(context, credentials);
  const transport = createTransport(settings);
  const carried = credentials.carried?.query;
  const query = carried ? { ...options.query, ...carried } : options.query;
  return {
    baseUrl,
    transport,
    tokensFor: (other) =>
      credentials.token === other.credentials.token &&
      JSON.stringify([baseUrl, credentials]) === JSON.stringify([other.baseUrl, other.credentials]) &&
      tokens,
    start(callOptions) {
      if (callOptions.timeout !== undefined || callOptions.retry) checkTimes(callOptions);
      return startCall(context, callOptions);
    },
    async send(call, { method, path, init }) {
      const styles = init.styles ?? api.queryStyles?.[`${method} ${path}`];
      for (;;) {
        try {
          return await transport.call({
            method,
            path,
            init,
            query: call.options.anonymous ? options.query : query,
            writeQuery: styles && ((values) => serializeQuery(styles, values)),
            send: (request) => send(call, tokens, request),
            wait: call.wait,
          });
        } catch (error) {
          // What middleware and serialisers throw stays as it is; a body that breaks off is a failed connection.
          if (!call.response?.bodyUsed) throw error;
          // openapi-fetch's contract for a body that is not JSON; its message would show a piece of the body.
          if (error instanceof SyntaxError) throw new SyntaxError(error.message.replace(/"[^]*"/, '"…"'));
          const failure = call.failure(error);
          if (!(await pauseToRetry(call, { error: failure }))) throw failure;
        }
      }
    },
  };
}
