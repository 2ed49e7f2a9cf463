export { SUPPORTED_MODEL_VERSION, type ApiDescription } from "./api-description.ts";
export { apiKeyAuth, type ApiKeyAuth } from "./api-key-auth.ts";
export type {
  AuthScheme,
  AuthSetting,
  CredentialOption,
  Credentials,
  CredentialValue,
  IssuedToken,
  TokenFunction,
} from "./auth-scheme.ts";
export { basicAuth } from "./basic-auth.ts";
export { bearerAuth } from "./bearer-auth.ts";
export type { CallContext, CarriedCredentials } from "./call.ts";
export { clientCredentials } from "./client-credentials.ts";
export type {
  ClientOptions,
  Fetch,
  HeaderOptions,
  Hooks,
  Logger,
  LoggingOptions,
  LogLevel,
  PathClientOptions,
  RequestEvent,
  RequestOptions,
  ResponseEvent,
  RetryEvent,
  RetryOptions,
} from "./client-options.ts";
export type { Clock } from "./clock.ts";
export { combinedAuth } from "./combined-auth.ts";
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
export type { TokenPlace } from "./token-url.ts";
export { styledHeaders, type HeaderWriter } from "./header-styles.ts";
export { styledPath, type PathStyle, type PathStyles, type PathWriter } from "./path-styles.ts";
export { styledQuery, type QueryStyle, type QueryStyles } from "./query-styles.ts";
export type { QueryWriter } from "./query.ts";
export { operationServer, type Home, type ServerChooser } from "./operation-server.ts";
export { pathCalls, type PathCallDescription, type PathCallPreparer } from "./path-calls.ts";
export { secretPaths, type RedactURLs } from "./secret-paths.ts";
export type { PathClient } from "./path-client.ts";
export { styledCookies, writeCookies, type CookieWriter } from "./write-cookies.ts";
export type { SimpleStyle } from "./simple-style.ts";
export type { Middleware } from "./transport.ts";
