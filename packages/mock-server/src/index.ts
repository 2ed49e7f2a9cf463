export { createMockApp, type MockApp, type MockAppOptions, type ObservedExchange } from "./app/mock-app.ts";
export type { Identity } from "./app/identities.ts";
export { StorageError } from "./state/database.ts";
export {
  DocumentError,
  startMockServer,
  type MockServer,
  type MockServerOptions,
} from "./server/mock-server.ts";
