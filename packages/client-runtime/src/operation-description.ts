// What a generated resource knows about one operation: where each argument goes on the wire. Data, but for the functions
// that a client carries only where its document needs them.

import type { AnswerReader, BodyWriter } from "./body-codecs.ts";
import type { HeaderWriter } from "./header-styles.ts";
import type { PathWriter } from "./path-styles.ts";
import type { Paging } from "./pages.ts";
import type { QueryWriter } from "./query.ts";
import type { CookieWriter } from "./write-cookies.ts";

/** Where a member of `params` goes, its name there, and whether it is written as JSON, which `content` asks for. */
export type Place = readonly [
  location: "path" | "query" | "header" | "cookie" | "body",
  name: string,
  isJSON?: true,
];

/**
 * One method of a resource. Its arguments are: the positional path value if there is one, `params` unless
 * {@link OperationDescription.params} is false, then the request options.
 *
 * Of `params`, the members in {@link OperationDescription.places} go there; of the others those that are named in the path
 * template go to the path, and what is left goes to the body if the operation has one, else to the query.
 */
export interface OperationDescription {
  /** Upper case: `GET`. */
  readonly method: string;
  /** Path template as in the document: `/things/{thing_id}`. */
  readonly path: string;
  /** Name of the path parameter that is the first argument. */
  readonly positional?: string;
  /** False where there is nothing to give, so that the options follow the positional argument. @default true */
  readonly params?: false;
  /** Places of the members of `params` that the rule above would not find. */
  readonly places?: Readonly<Record<string, Place>>;
  /** True where every path value has its place there, so that none is found by its name in the template. @default false */
  readonly allPlaced?: true;
  /** Writes the query where the document has styles: `styledQuery({ … })`. @default style `form` with `explode` */
  readonly writeQuery?: QueryWriter;
  /** Writes the header `Cookie`, where {@link OperationDescription.places} has any: `writeCookies`. */
  readonly writeCookies?: CookieWriter;
  /** Writes headers that may be objects: `styledHeaders({ … })`. @default none may */
  readonly writeHeaders?: HeaderWriter;
  /** Writes the path where the document has styles: `styledPath({ … })`. @default style `simple` */
  readonly writePath?: PathWriter;
  /** `members`: the members of the body stand in `params`; `whole`: it is `params.body`. @default no body */
  readonly body?: "members" | "whole";
  /** True where the body may be left out: then none is sent if no member of it is given. @default false */
  readonly bodyOptional?: true;
  /** Media type of the body. @default "application/json" */
  readonly mediaType?: string;
  /** Writes a body that is not JSON. @default JSON */
  readonly writeBody?: BodyWriter;
  /** Media type of an answer of JSON. @default "application/json" */
  readonly accept?: string;
  /** Reads an answer that is not JSON. @default JSON */
  readonly readAnswer?: AnswerReader;
  /**
   * `none` for an operation whose success has no body: the method resolves to `undefined`. `optional` where a body may
   * be missing. Otherwise an empty body is a `DecodeError`.
   *
   * @default it has a JSON body
   */
  readonly answer?: "none" | "optional";
  /** Statuses of 2xx without a body, beside others with one: the method resolves to `undefined` there. @default none */
  readonly bodiless?: readonly number[];
  /**
   * Header that takes an idempotency key. Each call makes one, unless its caller gives it, and keeps it over its
   * attempts; the call is repeated like `GET`.
   *
   * @default none
   */
  readonly idempotencyKey?: string;
  /** How a list is walked: `cursorPages({ … })` and its siblings. The method gives a `PagePromise` then. @default not */
  readonly pages?: Paging;
  /** True where the document asks for no authentication (`security: []`): no token is fetched or sent. @default false */
  readonly anonymous?: true;
}
