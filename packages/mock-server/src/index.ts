export { createMockApp, type MockApp, type MockAppOptions } from "./app/mock-app.ts";
export type { ObservedExchange } from "./app/handler.ts";
export type { Identity, TokenWish } from "./app/identities.ts";
export { StorageError } from "./state/database.ts";
export { DocumentError } from "./app/document-model.ts";
export { startMockServer, type MockServer, type MockServerOptions } from "./server/mock-server.ts";
