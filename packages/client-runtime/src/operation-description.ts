// What a generated resource knows about one operation: where each argument goes on the wire. Data, but for the functions
// that a client carries only where its document needs them.

import type { AnswerReader, BodyWriter } from "./body-codecs.ts";
import type { Paging } from "./pages.ts";

/** How one query parameter is written; OpenAPI 3.1, "Style Values". */
export interface QueryStyle {
  /** @default "form" */
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /** @default true for `form`, else false */
  readonly explode?: boolean;
  /** Leaves the characters that RFC 3986 reserves as they are. @default false */
  readonly allowReserved?: boolean;
}

/** Query styles by parameter name. */
export type QueryStyles = Readonly<Record<string, QueryStyle>>;

/**
 * One method of a resource. Its arguments are: the positional path value if there is one, `params` unless
 * {@link OperationDescription.params} is false, then the request options.
 *
 * Of `params`, members named in the path template go to the path, those in `headers` and `cookies` go there; what is
 * left goes to the body if the operation has one and `query` does not list it, else to the query.
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
  /**
   * Members of `params` that are path values, with their names on the wire: all of them, but for the positional one.
   *
   * @default those that stand in the template
   */
  readonly pathNames?: Readonly<Record<string, string>>;
  /** Members of `params` that are query parameters under another name on the wire; styles go by the latter. */
  readonly queryNames?: Readonly<Record<string, string>>;
  /** Members of `params` that are headers, with their names on the wire. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of `params` that are cookies, with their names on the wire. */
  readonly cookies?: Readonly<Record<string, string>>;
  /** Query parameters: those with a style other than `form` with `explode`, and all of them where there is a body. */
  readonly query?: QueryStyles;
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
