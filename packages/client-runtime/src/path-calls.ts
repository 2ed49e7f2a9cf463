// What a document says of path calls that openapi-fetch does not know. Only generated data that has some imports this.

import type { HeaderWriter } from "./header-styles.ts";
import type { Home, ServerChooser } from "./operation-server.ts";
import type { PathWriter } from "./path-styles.ts";
import type { QueryWriter } from "./query.ts";
import type { CookieWriter } from "./write-cookies.ts";

/** Completes the options of a path call. */
export type PathCallPreparer = <Init extends PathCallInit>(operation: string, init: Init, home: Home) => Init;

/** Of the options of a path call, what is looked at here. */
interface PathCallInit {
  readonly params?: object;
  readonly headers?: unknown;
  readonly querySerializer?: unknown;
  readonly pathSerializer?: unknown;
  readonly baseUrl?: string;
}

/** What a document says of one path call. */
export interface PathCallDescription {
  /** Writes the query, unless the call has a `querySerializer`: `styledQuery({ … })`. */
  readonly writeQuery?: QueryWriter;
  /** Writes the path, unless the call has a `pathSerializer`: `styledPath({ … })`. */
  readonly writePath?: PathWriter;
  /** Writes `params.cookie` into the header `Cookie`, unless `params.header` has one: `writeCookies`. */
  readonly writeCookies?: CookieWriter;
  /** Writes those of `params.header` that may be objects: `styledHeaders({ … })`. */
  readonly writeHeaders?: HeaderWriter;
  /**
   * Header that takes an idempotency key. Each call makes one, unless its caller gives it, and keeps it over its attempts;
   * the call is repeated like `GET`.
   */
  readonly keyHeader?: string;
  /** Where the operation has servers of its own, unless the call has a `baseUrl`: `operationServer("…")`. */
  readonly server?: ServerChooser;
}

/** @param operations By method and path template: `GET /things/{thing_id}`. */
export function pathCalls(operations: Readonly<Record<string, PathCallDescription>>): PathCallPreparer {
  return (operation, init, home) => {
    if (!Object.hasOwn(operations, operation)) return init;
    const { writeQuery, writePath, writeCookies, writeHeaders, keyHeader, server } = operations[operation]!;
    const written = writeHeaders ? withHeaders(init.params, writeHeaders) : init.params;
    const params = writeCookies ? withCookies(written, writeCookies) : written;
    return {
      ...init,
      ...(params && { params }),
      ...(server && { baseUrl: init.baseUrl ?? server(home) }),
      querySerializer: init.querySerializer ?? writeQuery,
      pathSerializer: init.pathSerializer ?? writePath,
      ...(keyHeader && { keyHeader, params: withKey({ ...init, ...(params && { params }) }, keyHeader) }),
    };
  };
}

/** The `params` of a call, with its headers as they are sent. */
function withHeaders(params: object | undefined, write: HeaderWriter): object | undefined {
  const { header } = { ...params } as { readonly header?: Record<string, unknown> };
  return header ? { ...params, header: write(header) } : params;
}

/** The `params` of a call, with its cookies among the headers. */
function withCookies(params: object | undefined, write: CookieWriter): object | undefined {
  const { cookie, header } = { ...params } as {
    readonly cookie?: Record<string, unknown>;
    readonly header?: object;
  };
  const text = write({ ...cookie });
  return text ? { ...params, header: { cookie: text, ...header } } : params;
}

/** The `params` of a call, with a key unless its headers have one. */
function withKey({ headers, params }: PathCallInit, name: string): object {
  const { header } = { ...params } as { readonly header?: Record<string, unknown> };
  const has = (given: unknown): boolean =>
    (given instanceof Headers ? [...given] : Object.entries({ ...(given as object) })).some(
      ([one, value]) => value !== undefined && one.toLowerCase() === name.toLowerCase(),
    );
  return has(headers) || has(header)
    ? { ...params }
    : { ...params, header: { ...header, [name]: crypto.randomUUID() } };
}
