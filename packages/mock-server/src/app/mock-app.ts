// The mock without a port: a request in, the document's answer out.
import type { ApiModel, Document } from "@specloom/api-model";
import type { Random } from "../random.ts";
import { createContext } from "./create-context.ts";
import { modelOf } from "./document-model.ts";
import { createHandler, type ObservedExchange } from "./handler.ts";
import { createIdentities, type Identity } from "./identities.ts";
import { createMutantServer, mutantOf } from "./mutant-server.ts";
import type { Mutation } from "./mutation.ts";

export interface MockAppOptions {
  /** What to serve. */
  readonly model: ApiModel;
  /**
   * Decides ids, secrets and tenants: the same seed, the same mock.
   * @default 1
   */
  readonly seed?: number;
  /**
   * The clock, in milliseconds since 1970.
   * @default Date.now
   */
  readonly now?: () => number;
  /**
   * Where ids and secrets come from, a number from 0 (included) to 1 (excluded) a call.
   * @default a generator started from `seed`
   */
  readonly random?: Random;
  /**
   * Answers any well-formed request from the document's examples, without state, for any token and any tenant.
   * @default false
   */
  readonly static?: boolean;
  /** A fault to serve with, from `@specloom/mock-server/mutants`. */
  readonly mutant?: { readonly arm: () => Mutation };
  /** Told of every answer. */
  readonly observe?: (exchange: ObservedExchange) => void;
}

/** A mock in this process. */
export interface MockApp {
  /** Answers one request; never rejects because of what a request holds. */
  fetch(request: Request): Promise<Response>;
  /** Whom the mock knows: two tenants with a client each where the document speaks of tenants, else two clients. */
  readonly identities: readonly Identity[];
  /** Paths at which tokens are issued, by the document's `oauth2` schemes. */
  readonly tokenPaths: readonly string[];
}

/**
 * Serves a document, or a model of one, in this process: no port, no file, state in memory.
 * @param source the document as `loadDocument` gives it (bundled), or the options with a model
 * @throws {DocumentError} where the document cannot be served
 * @throws {Error} where this Node has no `node:sqlite` (before 22.13)
 * @example
 * const mock = createMockApp(document);
 * const response = await mock.fetch(new Request("http://mock/pets"));
 */
export function createMockApp(
  source: Document | MockAppOptions,
  further: Omit<MockAppOptions, "model"> = {},
): MockApp {
  const options = isOptions(source) ? source : { ...further, model: modelOf(source).model };
  const context = createContext(options);
  const { observe } = options;
  const handler = createHandler(context, { observe, mutation: options.mutant?.arm() });
  const mutants = createMutantServer(context.model, (mutation) =>
    createHandler(context, { observe, mutation }),
  );
  return {
    fetch: async (request) => {
      const id = mutantOf(request);
      return id === undefined ? handler.fetch(request) : mutants.fetch(request, id);
    },
    identities: createIdentities(context),
    tokenPaths: handler.tokenPaths,
  };
}

function isOptions(source: Document | MockAppOptions): source is MockAppOptions {
  return "model" in source && !("openapi" in source);
}
