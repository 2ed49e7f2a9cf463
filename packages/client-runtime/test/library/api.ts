import { styledQuery, type ApiDescription } from "../../src/index.ts";

/** A small API as the generator describes one: libraries hold books, books hold keys with a secret. */
export const api: ApiDescription = {
  modelVersion: 1,
  name: "library-client",
  servers: ["https://api.library.example/v1", "https://eu.library.example/v1"],
  environmentPrefix: "LIBRARY",
  auth: [{ kind: "bearer" }, { kind: "oauth2", tokenUrl: "/oauth/token" }],
  secrets: ["key_secret"],
  queryWriters: {
    "GET /libraries/{library_id}/books": styledQuery({ tags: { style: "pipeDelimited", explode: false } }),
  },
};
