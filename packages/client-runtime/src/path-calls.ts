// What a document says of path calls that openapi-fetch does not know. Only generated data that has some imports this.

import type { QueryWriter } from "./query.ts";

/** Completes the options of a path call. */
export type PathCallPreparer = <Init extends PathCallInit>(operation: string, init: Init) => Init;

/** Of the options of a path call, what is looked at here. */
interface PathCallInit {
  readonly params?: object;
  readonly headers?: unknown;
  readonly querySerializer?: unknown;
}

/** What a document says of one path call. */
export interface PathCallDescription {
  /** Writes the query, unless the call has a `querySerializer`: `styledQuery({ … })`. */
  readonly writeQuery?: QueryWriter;
  /**
   * Header that takes an idempotency key. Each call makes one, unless its caller gives it, and keeps it over its attempts;
   * the call is repeated like `GET`.
   */
  readonly keyHeader?: string;
}

/** @param operations By method and path template: `GET /things/{thing_id}`. */
export function pathCalls(operations: Readonly<Record<string, PathCallDescription>>): PathCallPreparer {
  return (operation, init) => {
    if (!Object.hasOwn(operations, operation)) return init;
    const { writeQuery, keyHeader } = operations[operation]!;
    return {
      ...init,
      querySerializer: init.querySerializer ?? writeQuery,
      ...(keyHeader && { keyHeader, params: withKey(init, keyHeader) }),
    };
  };
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
