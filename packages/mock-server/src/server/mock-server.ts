// The mock on a port: reads the document, listens, logs, stops.
import { loadDocument, type ApiModel, type Document, type Problem } from "@specloom/api-model";
import { createContext } from "../app/create-context.ts";
import { modelOf } from "../app/document-model.ts";
import { createIdentities, type Identity } from "../app/identities.ts";
import { createHandler } from "../app/handler.ts";
import { createMockCore } from "../app/mock-core.ts";
import { createMutantServer } from "../app/mutant-server.ts";
import { createAdministration } from "./admin.ts";
import { createClock } from "./clock.ts";
import { close, createListener, listen, urlOf, type Observe } from "./listener.ts";
import { logLine } from "./log-line.ts";
import { isLoopback } from "./loopback.ts";
import { createMishaps } from "./mishaps.ts";

export interface MockServerOptions {
  /** Path of an OpenAPI document, or the document as `loadDocument` gives it (bundled). */
  readonly document: string | Document;
  /**
   * Paths of OpenAPI Overlays, applied in this order to a document that is given by its path.
   * @default none
   */
  readonly overlays?: readonly string[];
  /**
   * Port; 0 takes a free one.
   * @default 0
   */
  readonly port?: number;
  /**
   * Address to listen on.
   * @default "127.0.0.1"
   */
  readonly host?: string;
  /**
   * Decides ids, secrets and tenants.
   * @default 1
   */
  readonly seed?: number;
  /**
   * Answers any well-formed request from the document's examples, without state, for any token and any tenant.
   * @default false
   */
  readonly static?: boolean;
  /**
   * Milliseconds before each answer.
   * @default 0
   */
  readonly latency?: number;
  /**
   * Share of the requests, from 0 to 1, that is refused with 503 or loses its connection; drawn from the seed.
   * @default 0
   */
  readonly faultRate?: number;
  /**
   * Origin whose pages may call from a browser; `*` allows every one.
   * @default none may
   */
  readonly cors?: string;
  /**
   * File that keeps the state: what was answered is there at the next start, however this one ends.
   * @default the state is in memory
   */
  readonly database?: string;
  /**
   * Serves `POST /__specloom/reset`, `/__specloom/seed` and `/__specloom/clock`; on a loopback address only.
   * @default false
   */
  readonly admin?: boolean;
  /**
   * Takes one line a request.
   * @default nothing is logged
   */
  readonly log?: (line: string) => void;
}

/** A mock that listens. */
export interface MockServer {
  /** Where it listens, without a trailing slash: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Whom it knows; their secrets are the mock's own and good nowhere else. */
  readonly identities: readonly Identity[];
  /** What it serves. */
  readonly model: ApiModel;
  /** Paths at which tokens are issued. */
  readonly tokenPaths: readonly string[];
  /** Flaws of the document that were lived with. */
  readonly problems: readonly Problem[];
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * Serves a document with state, validation and tokens.
 * @throws {DocumentError} where the document cannot be read; it holds every problem found
 * @throws {StorageError} where the database cannot be used; it says why and what to do
 * @throws {Error} where the administration is asked for on an address that is no loopback one
 * @throws {Error} as Node gives it where the port cannot be had (`code` is `EADDRINUSE`, `EACCES`, …)
 * @example
 * const server = await startMockServer({ document: "openapi.yaml" });
 * const response = await fetch(`${server.url}/pets`);
 * await server.close();
 */
export async function startMockServer(options: MockServerOptions): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1", seed = 1, log, latency, faultRate = 0, cors } = options;
  if (options.admin === true && !isLoopback(host)) {
    throw new Error(`the administration is served on a loopback address only, and the host is ${host}`);
  }
  const { model, problems } = await readModel(options.document, options.overlays);
  const clock = createClock();
  const core = createMockCore(
    createContext({
      model,
      seed,
      now: clock.now,
      static: options.static ?? false,
      database: options.database,
    }),
  );
  const observe: Observe | undefined =
    log && ((exchange, milliseconds) => log(logLine(exchange, model, milliseconds)));
  const administer = options.admin === true ? createAdministration({ core, clock }) : undefined;
  const mutants = createMutantServer(model, (mutation) => createHandler(core.context, { mutation }));
  const mishap = faultRate > 0 ? createMishaps(faultRate, seed) : undefined;
  const server = createListener(core, { observe, latency, mishap, cors, administer, mutants });
  await listen(server, port, host).catch((error: unknown) => {
    core.context.close();
    throw error;
  });
  return {
    url: urlOf(server, host),
    model,
    identities: createIdentities(core.context),
    tokenPaths: core.tokenPaths,
    problems,
    close: async () => {
      await close(server);
      core.context.close();
    },
  };
}

async function readModel(
  source: string | Document,
  overlays: readonly string[] = [],
): Promise<ReturnType<typeof modelOf>> {
  const loaded =
    typeof source === "string"
      ? await loadDocument(source, { overlays })
      : { document: source, problems: [] };
  return modelOf(loaded.document, loaded.problems);
}
