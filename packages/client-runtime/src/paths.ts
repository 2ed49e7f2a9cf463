export {
  SUPPORTED_MODEL_VERSION,
  type ApiDescription,
  type AuthScheme,
  type CarriedCredentials,
  type CarryingScheme,
  type ClientCredentialsScheme,
} from "./api-description.ts";
export { apiKeyAuth, type ApiKeyAuth } from "./api-key-auth.ts";
export { basicAuth } from "./basic-auth.ts";
export type {
  ClientOptions,
  Fetch,
  HeaderOptions,
  Hooks,
  Logger,
  LoggingOptions,
  LogLevel,
  RequestEvent,
  RequestOptions,
  ResponseEvent,
  RetryEvent,
  RetryOptions,
} from "./client-options.ts";
export type { Clock } from "./clock.ts";
export type { BoundClient, Surroundings } from "./core.ts";
export { definePathClient } from "./define-path-client.ts";
export type { Environment } from "./environment.ts";
export { AbortError, isAbortError } from "./errors/abort-error.ts";
export { ClientError, isClientError, type ErrorDetails, type RequestSummary } from "./errors/client-error.ts";
export { ConfigurationError, isConfigurationError } from "./errors/configuration-error.ts";
export { ConnectionError, isConnectionError } from "./errors/connection-error.ts";
export { PathError, isPathError } from "./errors/path-error.ts";
export { TimeoutError, isTimeoutError } from "./errors/timeout-error.ts";
export { TokenError, isTokenError } from "./errors/token-error.ts";
export { styledQuery, type QueryStyle, type QueryStyles } from "./query-styles.ts";
export type { QueryWriter } from "./query.ts";
export type { PathClient } from "./path-client.ts";
export type { Middleware } from "./transport.ts";
