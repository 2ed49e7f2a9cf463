export type { ApiPromise } from "./api-promise.ts";
export type { AnswerReader, AnswerReading, BodyWriter } from "./body-codecs.ts";
export type { BareClient } from "./bare-client.ts";
export { defineBareClient } from "./define-bare-client.ts";
export {
  defineClient,
  type ClientBase,
  type ClientResources,
  type UndocumentedOptions,
} from "./define-client.ts";
export {
  defineResource,
  resourceTree,
  type ResourceFactories,
  type ResourceFactory,
} from "./define-resource.ts";
export { BadRequestError, isBadRequestError } from "./errors/bad-request-error.ts";
export { ConflictError, isConflictError } from "./errors/conflict-error.ts";
export { DecodeError, isDecodeError } from "./errors/decode-error.ts";
export { ForbiddenError, isForbiddenError } from "./errors/forbidden-error.ts";
export { NotFoundError, isNotFoundError } from "./errors/not-found-error.ts";
export { ServerError, isServerError } from "./errors/server-error.ts";
export { StatusError, isStatusError } from "./errors/status-error.ts";
export { TooManyRequestsError, isTooManyRequestsError } from "./errors/too-many-requests-error.ts";
export { UnauthorizedError, isUnauthorizedError } from "./errors/unauthorized-error.ts";
export {
  UnprocessableContentError,
  isUnprocessableContentError,
} from "./errors/unprocessable-content-error.ts";
export { PaginationError, isPaginationError } from "./errors/pagination-error.ts";
export { cursorPages, type CursorPages, type CursorStep } from "./cursor-pages.ts";
export { linkPages, type LinkPages } from "./link-pages.ts";
export { numberedPages, type NumberedPages } from "./numbered-pages.ts";
export type { OperationDescription, Place } from "./operation-description.ts";
export type { Page, PagePromise, PageSteps, Paging } from "./pages.ts";
export * from "./paths.ts";
export { atServers } from "./resource-servers.ts";
